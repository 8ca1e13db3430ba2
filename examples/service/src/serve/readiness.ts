/** Whether requests should be sent here. */
import type { Parts } from '../parts/open-parts.ts'

export interface Readiness {
  ready: boolean
  checks: Record<string, 'ok' | 'no'>
}

const patienceMs = 3000

/**
 * Not while starting or draining, nor while any database is away. The schema is current as soon as the service is open:
 * opening brings it up to date.
 */
export async function readiness(parts: Parts | undefined): Promise<Readiness> {
  if (parts === undefined) return { ready: false, checks: { serving: 'no' } }
  const databases = await Promise.all(
    parts.databases.map(async ({ store, tenantIds }, index) => {
      const asked = Promise.all(tenantIds.map((it) => store.position(it)))
      return [`database ${index + 1}`, await inTime(asked)] as const
    }),
  )
  const checks = { serving: 'ok' as const, ...Object.fromEntries(databases) }
  return { ready: Object.values(checks).every((it) => it === 'ok'), checks }
}

async function inTime(work: Promise<unknown>): Promise<'ok' | 'no'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'no'>((resolve) => {
    timer = setTimeout(() => resolve('no'), patienceMs)
  })
  const done = work.then(
    () => 'ok' as const,
    () => 'no' as const,
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
