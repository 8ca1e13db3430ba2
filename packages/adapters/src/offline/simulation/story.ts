/** One story from one seed: people, devices and faults at random; then everything works again, and all must be well. */
import { people, type TestPerson } from '@chuishao/core/testing'
import type { Chance } from '../../faults/testing/chance.ts'
import { broken, type Ending } from './check.ts'
import { createDevice, type Device } from './device.ts'
import { personAt, type Person } from './person.ts'
import { createTaps, type Taps } from './taps.ts'
import { createTown, type Town } from './town.ts'
import { virtualTime, type VirtualTime } from './virtual-time.ts'

export interface StoryOptions {
  chance: Chance
  /** How many things happen. */
  steps: number
}

export interface StoryEnd {
  /** Empty where the promise was kept. */
  faults: string[]
  counts: { taps: number; saved: number; arrived: number; needsYou: number; ended: number }
}

const day = 24 * 3_600_000
const inTheField: readonly [TestPerson, ...TestPerson[]] = ['gridWorker', 'secretary', 'cityManagement']
const atDesks: readonly [TestPerson, ...TestPerson[]] = [
  'cityManagement',
  'dispatcher',
  'secretary',
  'reviewer',
]

interface Scene {
  town: Town
  time: VirtualTime
  chance: Chance
  taps: Taps
  ticketIds: string[]
}

interface Place {
  device: Device
  person: Person
}

export async function playStory({ chance, steps }: StoryOptions): Promise<StoryEnd> {
  const time = virtualTime()
  const scene: Scene = { time, chance, town: createTown(time, chance), taps: createTaps(), ticketIds: [] }
  const places = Array.from({ length: 1 + chance.below(2) }, (_, number) => placeIn(scene, number))
  for (let step = 0; step < steps; step += 1) {
    await happen(scene, places)
    await time.playUntil(time.now() + chance.below(chance.in(0.2) ? 20_000 : 400))
  }
  const ending = await heal(scene, places)
  const faults = await broken(ending)
  const { taps, shown } = ending
  const saved = taps.filter((tap) => tap.saved !== undefined)
  const needsYou = shown.filter((it) => it.needsYou).length
  const ended = taps.filter((tap) => tap.ended !== undefined).length
  const arrived = saved.length - shown.length - ended
  return { faults, counts: { taps: taps.length, saved: saved.length, arrived, needsYou, ended } }
}

function placeIn({ town, time, chance, taps, ticketIds }: Scene, number: number): Place {
  const faults = chance.pick([0, 0.05, 0.2, 0.4])
  const device = createDevice({
    ...{ town, time, chance, faults },
    person: chance.pick(inTheField),
    isPlain: chance.in(0.2),
  })
  if (chance.in(0.2)) device.disk.setFaults(0.02)
  if (chance.in(0.3)) device.skewMs = chance.pick([-day, day])
  device.open()
  return { device, person: personAt({ device, number, chance, taps, ticketIds }) }
}

/** One thing, of those that can happen at any moment. */
async function happen({ town, time, chance, ticketIds }: Scene, places: readonly Place[]): Promise<void> {
  const [first, ...others] = places
  if (!first) return
  const { device, person } = chance.pick([first, ...others])
  const tab = device.tabs[chance.below(device.tabs.length)]
  const what = chance.below(100)
  // Nobody waits for what a person starts: the tab may be gone before it is done.
  const go = (doing: Promise<unknown>) => void doing.catch(() => {})
  if (!tab) return void device.open()
  if (!device.person && chance.in(0.5)) return signIn(device, chance)
  if (what < 18) return go(person.whistle(tab))
  if (what < 45) return go(person.act(tab))
  if (what < 52) return go(person.tidy(tab))
  if (what < 60) return void (device.isOnline = false)
  if (what < 68) return void ((device.isOnline = true), device.comeBack())
  if (what < 76) return device.kill(tab)
  if (what < 80) return void device.open()
  if (what < 82) return device.close(tab)
  if (what < 84) return losePower(device)
  if (what < 87) return town.restart(chance.below(5000))
  if (what < 89) return town.beBusy(chance.below(20_000))
  if (what < 91) return void (device.isTokenGood = !device.isTokenGood)
  if (what < 92) return void (device.skewMs += chance.pick([-day, day, 60_000]))
  if (what < 94) return device.disk.setFull(chance.in(0.5))
  if (what < 96) return go(person.signOut(tab, chance.pick(['ask', 'keep', 'keep', 'discard'])))
  const ticketId = ticketIds[chance.below(ticketIds.length)]
  if (ticketId !== undefined) await town.actOn(ticketId, chance.pick(atDesks))
  await time.playUntil(time.now())
}

function signIn(device: Device, chance: Chance): void {
  device.person = chance.pick(inTheField)
  device.isTokenGood = true
  // Portals load anew for another person, or they do not.
  if (chance.in(0.5)) device.reopen()
}

async function losePower(device: Device): Promise<void> {
  for (const tab of [...device.tabs]) device.kill(tab)
  await device.disk.losePower()
}

/** Everybody who used a device opens it once more, and looks into the outbox when it is quiet. */
async function heal({ town, time, taps }: Scene, places: readonly Place[]): Promise<Ending> {
  const shown: Ending['shown'][number][] = []
  town.heal()
  for (const { device } of places) device.heal()
  await time.playUntil(time.now() + 60_000)
  for (const [number, { device }] of places.entries()) {
    for (const person of inTheField) {
      for (const tab of [...device.tabs]) device.close(tab)
      device.person = person
      const { gateway } = device.open()
      await time.playUntil(time.now() + 11 * 60_000)
      const { personId } = people[person]
      const reading = gateway.outbox.read().then(({ items }) =>
        shown.push(
          ...items.map(({ commandId, ticketId, state, problem }) => ({
            ...{ personId, device: number, commandId, ticketId },
            needsYou: state === 'needsYou',
            isNotFound: problem?.kind === 'failed' && problem.code === 'notFound',
          })),
        ),
      )
      await time.playUntil(time.now() + 10_000)
      await reading
    }
  }
  return { town, devices: places.map(({ device }) => device), taps: [...taps.all.values()], shown }
}
