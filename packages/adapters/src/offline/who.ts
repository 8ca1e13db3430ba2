/** Who is signed in: as the backend says, or, without a network, as it said last. */
import { GatewayError } from '@chuishao/core/service'
import { Actor } from '@chuishao/core/ticket'
import type { Device } from './device.ts'
import { patiently } from './patiently.ts'

export interface Who {
  /** Asks the backend; without it, whoever it was last. Throws a GatewayError where nobody is known. */
  ask(): Promise<Actor>
  /**
   * The last answer; asks where there is none yet on this page. Throws a GatewayError where nobody is known.
   * @param surely what is done under their name: where the device cannot say, the backend is asked, or nobody is known
   */
  known(surely?: boolean): Promise<Actor>
  /** False where they have signed out meanwhile, perhaps in a tab that this one does not hear. */
  isStill(personId: string, surely?: boolean): Promise<boolean>
  forget(): void
}

export interface WhoOptions extends Pick<Device, 'inner' | 'storage' | 'surroundings' | 'patienceMs'> {
  /** The account that the page is signed in with, where it knows that. */
  account: string
  /** Called whenever another person turns out to be signed in, or nobody any more. */
  onPerson: (personId: string | undefined) => void
}

export function whoIs(options: WhoOptions): Who {
  const { inner, storage, account, onPerson } = options
  let current: Actor | undefined
  let asking: Promise<Actor> | undefined
  /** Whether the device knows who it is: it could be noted there. */
  let isNoted = false
  let signOuts = 0

  const ask = () => {
    const before = signOuts
    // Whoever asked has signed out meanwhile: what they began must not become the next person's.
    const check = () => {
      if (signOuts !== before) throw new GatewayError('unauthenticated')
    }
    const become = (actor: Actor, noted: boolean): Actor => {
      check()
      const isAnother = current?.personId !== actor.personId
      current = actor
      isNoted = noted || (isNoted && !isAnother)
      if (isAnother) onPerson(actor.personId)
      return actor
    }
    const answer = inner.whoAmI().then(async (actor) => {
      check()
      const noting = storage.setLastPerson(account, actor).then(() => true)
      return become(actor, await noting.catch(() => false))
    })
    return patiently(options, answer, async () => {
      const last = current ? undefined : Actor.safeParse(await storage.lastPerson(account)).data
      return current ? become(current, isNoted) : last && become(last, true)
    })
  }

  const forget = () => {
    signOuts += 1
    current = asking = undefined
    onPerson(undefined)
  }

  const isStill = async (personId: string, surely?: boolean): Promise<boolean> => {
    // Somebody else has been asked for meanwhile, or nobody is known any more.
    if (current?.personId !== personId) return false
    const remembered = () => (surely ? inner.whoAmI() : current)
    const last = await (isNoted ? storage.lastPerson(account).catch(remembered) : remembered())
    if (last?.personId === personId) return true
    forget()
    return false
  }

  const known = async (surely?: boolean): Promise<Actor> => {
    const actor = current
    if (actor && (await isStill(actor.personId, surely))) return actor
    return (asking ??= ask().finally(() => (asking = undefined)))
  }

  return { ask, known, isStill, forget }
}
