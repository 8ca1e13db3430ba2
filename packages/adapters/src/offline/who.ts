/** Who is signed in: as the backend says, or, without a network, as it said last. */
import type { TicketGateway } from '@chuishao/core/service'
import { Actor } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { isUnreachable } from './unreachable.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'

export interface Who {
  /** Asks the backend; without a network, whoever it was last. Throws a GatewayError where nobody is known. */
  ask(): Promise<Actor>
  /** The last answer, from memory or from the device. Throws a GatewayError where nobody is known. */
  known(): Promise<Actor>
  forget(): void
}

/** @param onPerson called whenever another person turns out to be signed in */
export function whoIs(
  inner: TicketGateway,
  storage: OfflineStorage,
  surroundings: Surroundings,
  onPerson: (personId: string) => void,
): Who {
  let current: Actor | undefined

  const become = (actor: Actor): Actor => {
    const isAnother = current?.personId !== actor.personId
    current = actor
    if (isAnother) onPerson(actor.personId)
    return actor
  }

  const note = async (actor: Actor): Promise<void> => {
    await storage.keep(actor.personId, 'actor', '', { value: actor, asOf: surroundings.now() })
    await storage.setLastPerson(actor.personId)
  }

  const remembered = async (): Promise<Actor | undefined> => {
    const personId = await storage.lastPerson()
    const kept = personId === undefined ? undefined : await storage.kept(personId, 'actor', '')
    return kept && z.safeParse(Actor, kept.value).data
  }

  const ask = async (): Promise<Actor> => {
    try {
      const actor = await inner.whoAmI()
      if (current?.personId !== actor.personId) await note(actor).catch(() => {})
      return become(actor)
    } catch (error) {
      const actor = isUnreachable(error)
        ? (current ?? (await remembered().catch(() => undefined)))
        : undefined
      if (actor === undefined) throw error
      return become(actor)
    }
  }

  const known = async (): Promise<Actor> => {
    if (current) return current
    const actor = await remembered().catch(() => undefined)
    return actor ? become(actor) : ask()
  }

  return { ask, known, forget: () => (current = undefined) }
}
