/** Waits for the backend, but not for ever: where it cannot be reached, or takes too long, what is here has to do. */
import type { Device } from './device.ts'
import { isUnreachable } from './unreachable.ts'

/**
 * Throws what `asking` throws where there is nothing instead.
 * @param instead what there is here, if anything
 */
export async function patiently<T extends object>(
  { surroundings, patienceMs }: Pick<Device, 'surroundings' | 'patienceMs'>,
  asking: Promise<T>,
  instead: () => Promise<T | undefined>,
): Promise<T> {
  const here = () => instead().catch(() => undefined)
  const enough = new AbortController()
  const late = surroundings.wait(patienceMs, enough.signal).then(here)
  try {
    return (await Promise.race([asking, late])) ?? (await asking)
  } catch (error) {
    const found = isUnreachable(error) ? await here() : undefined
    if (!found) throw error
    return found
  } finally {
    enough.abort()
    asking.catch(() => {})
  }
}
