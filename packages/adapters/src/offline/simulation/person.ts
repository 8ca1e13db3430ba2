/** What people do at the tabs of a device, with what they may know there. */
import { isGatewayError } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import type { AttachmentRef, Command } from '@chuishao/core/ticket'
import type { Chance } from '../../faults/testing/chance.ts'
import { commandFor, whistleOf } from './command-for.ts'
import type { Device, Tab } from './device.ts'
import { uuid } from './stand-ins.ts'
import type { Taps } from './taps.ts'

export interface PersonOptions {
  device: Device
  /** Its number among all devices. */
  number: number
  chance: Chance
  taps: Taps
  /** Tickets that people talk about. */
  ticketIds: string[]
}

/** Every function starts something and does not wait for it: the tab may be killed meanwhile. */
export function personAt({ device, number, chance, taps, ticketIds }: PersonOptions) {
  const signedIn = () => device.person && people[device.person]

  async function takePhotos({ gateway }: Tab): Promise<AttachmentRef[]> {
    const refs: AttachmentRef[] = []
    for (let count = chance.in(0.4) ? 1 + chance.below(2) : 0; count > 0; count -= 1)
      refs.push(await gateway.upload(photo(chance)))
    return refs
  }

  async function tap(tab: Tab, ticketId: string, command: Command, commandId: string, ifVersion: number) {
    const actor = signedIn()
    if (!actor) return
    if (tab.shows !== actor.personId) {
      tab.shows = (await tab.gateway.whoAmI().catch(() => undefined))?.personId
      // Nobody taps on a page that shows somebody else's name.
      if (tab.shows !== actor.personId || signedIn() !== actor) return
    }
    const known = taps.all.get(commandId)
    const photos =
      'draft' in command ? command.draft?.attachments : 'attachments' in command ? command.attachments : []
    const { personId } = actor
    if (!known)
      taps.tapped({
        personId,
        device: number,
        commandId,
        ticketId,
        command,
        photos: photos?.length ?? 0,
      })
    const onSaved = () => taps.saved(commandId)
    const isEnded = await tab.gateway.execute(ticketId, command, { commandId, ifVersion, onSaved }).then(
      ({ ok }) => !ok,
      (error: unknown) => isGatewayError(error) && refusing.has(error.code),
    )
    const it = taps.all.get(commandId)
    if (it && isEnded) it.ended = 'handed'
  }

  return {
    async whistle(tab: Tab) {
      const ticketId = uuid(chance)
      const commandId = uuid(chance)
      const refs = await takePhotos(tab)
      ticketIds.push(ticketId)
      const command = whistleOf(`whistle [${commandId}]`, refs)
      void tap(tab, ticketId, command, commandId, 0)
      // A finger that taps twice.
      if (chance.in(0.1))
        void tap(chance.in(0.5) ? tab : (device.tabs[0] ?? tab), ticketId, command, commandId, 0)
    },

    async act(tab: Tab) {
      const [first, ...others] = ticketIds
      if (first === undefined) return
      const ticketId = chance.pick([first, ...others])
      const view = await tab.gateway.get(ticketId)
      if (!view) return
      const types = view.actions.filter(({ enabled }) => enabled).map(({ type }) => type)
      const commandId = uuid(chance)
      const command = commandFor(types, `said [${commandId}]`, chance, await takePhotos(tab))
      if (command) await tap(tab, ticketId, command, commandId, view.ticket.version)
    },

    /** Looks at what waits, and does something about it. */
    async tidy(tab: Tab) {
      const { outbox } = tab.gateway
      const { items } = await outbox.read()
      const [first, ...others] = items
      if (!first) return
      const item = chance.pick([first, ...others])
      const it = taps.all.get(item.commandId)
      const what = chance.pick(['retry', 'retry', 'retryAll', 'discard', 'replace'])
      if (what === 'retryAll') return outbox.retry()
      if (what === 'retry') return outbox.retry(item.commandId)
      if (it) it.isDoubtful ??= 'tidy'
      const isDone =
        what === 'discard'
          ? await outbox.discard(item.commandId)
          : await replace(tab, item.commandId, item.command)
      if (!it) return
      // A sign-out may have begun meanwhile that takes everything with it.
      if (it.isDoubtful === 'tidy') delete it.isDoubtful
      if (isDone) it.ended = what === 'discard' ? 'discarded' : 'replaced'
    },

    async signOut(tab: Tab, waiting: 'ask' | 'keep' | 'discard') {
      const personId = signedIn()?.personId
      // Also what is tapped while it is under way goes with it.
      const doubt = () => {
        for (const it of waiting === 'discard' ? taps.all.values() : [])
          if (it.personId === personId && it.device === number) it.isDoubtful = 'signOut'
      }
      doubt()
      const { ok } = await tab.gateway.signOut({ waiting })
      doubt()
      // The host takes the token away.
      if (ok) device.person = undefined
      device.hasForgotten = true
    },
  }

  async function replace(tab: Tab, commandId: string, command: Command) {
    return tab.gateway.outbox.replace(commandId, corrected(command))
  }
}

export type Person = ReturnType<typeof personAt>

/** A word is put right; what stays is by which tap it can be told. */
const corrected = (command: Command): Command =>
  command.type === 'COMMENT' ? { ...command, text: `${command.text} corrected` } : command

/** The backend has answered, and the screen shows it; every other failure leaves what was saved where it is. */
const refusing: ReadonlySet<string> = new Set(['forbidden', 'notFound', 'tooLarge', 'unsupportedType'])

/** Small, and different from every other. */
const photo = (chance: Chance): Blob =>
  new Blob([Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 12 }, () => chance.below(256))])])
