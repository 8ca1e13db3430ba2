/** Who is signed in: as the backend says, or, without a network, as it said last. */
import type { TicketGateway } from '@chuishao/core/service'
import { Actor } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'
import { noTokenError } from '../http/failures.ts'
import { isUnreachable } from './unreachable.ts'

export interface Who {
  /** Asks the backend; without a network, whoever it was last. Throws a GatewayError where nobody is known. */
  ask(): Promise<Actor>
  /** The last answer; asks where there is none yet on this page. Throws a GatewayError where nobody is known. */
  known(): Promise<Actor>
  /** False where they have signed out meanwhile, perhaps in a tab that this one does not hear. */
  isStill(personId: string): Promise<boolean>
  forget(): void
}

export interface WhoOptions {
  inner: TicketGateway
  storage: OfflineStorage
  surroundings: Surroundings
  /** The account that the page is signed in with, where it knows that. */
  account: string
  /** Milliseconds after which whoever it was last has to do. */
  patienceMs: number
  /** Called whenever another person turns out to be signed in. */
  onPerson: (personId: string) => void
}

export function whoIs({ inner, storage, surroundings, account, patienceMs, onPerson }: WhoOptions): Who {
  let current: Actor | undefined
  let asking: Promise<Actor> | undefined
  /** Whom the device knows as the last person of the account; undefined where it could not be noted. */
  let noted: string | undefined
  let signOuts = 0

  const become = (actor: Actor): Actor => {
    const isAnother = current?.personId !== actor.personId
    current = actor
    if (isAnother) onPerson(actor.personId)
    return actor
  }

  const note = async (actor: Actor): Promise<void> => {
    await storage.keep(actor.personId, 'actor', '', { value: actor, asOf: surroundings.now() })
    await storage.setLastPerson(account, actor.personId)
    noted = actor.personId
  }

  /** Undefined also where the browser allows no database. */
  const remembered = async (): Promise<Actor | undefined> => {
    try {
      const personId = await storage.lastPerson(account)
      const kept = personId === undefined ? undefined : await storage.kept(personId, 'actor', '')
      const actor = kept && z.safeParse(Actor, kept.value).data
      if (actor) noted = personId
      return actor
    } catch {
      return undefined
    }
  }

  const ask = async (): Promise<Actor> => {
    const before = signOuts
    try {
      const actor = await inner.whoAmI()
      // Whoever asked has signed out meanwhile: what they began must not become the next person's.
      if (signOuts !== before) throw noTokenError(undefined)
      await note(actor).catch(() => {})
      return become(actor)
    } catch (error) {
      const actor = isUnreachable(error) ? (current ?? (await remembered())) : undefined
      if (actor === undefined) throw error
      return become(actor)
    }
  }

  const askPatiently = async (): Promise<Actor> => {
    const before = signOuts
    const answer = ask()
    const enough = new AbortController()
    const late = surroundings.wait(patienceMs, enough.signal).then(remembered)
    try {
      const first = await Promise.race([answer, late])
      if (signOuts !== before) throw noTokenError(undefined)
      return first ? become(current ?? first) : await answer
    } finally {
      enough.abort()
      answer.catch(() => {})
    }
  }

  const isStill = async (personId: string): Promise<boolean> => {
    // Somebody else has been asked for meanwhile, or nobody is known any more.
    if (current?.personId !== personId || (noted ?? personId) !== personId) return false
    if (noted === undefined) return true
    const last = await storage.lastPerson(account).catch(() => personId)
    if (last === personId) return true
    forget()
    return false
  }

  const forget = () => {
    signOuts += 1
    current = undefined
    asking = undefined
    noted = undefined
  }

  const known = async (): Promise<Actor> => {
    if (current && (await isStill(current.personId))) return current
    const mine = (asking ??= askPatiently())
    return mine.finally(() => {
      if (asking === mine) asking = undefined
    })
  }

  return { ask, known, isStill, forget }
}
