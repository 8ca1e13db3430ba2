/** One phone or computer: its disk, its clock, who is signed in, and its tabs, which come and go. */
import type { TicketGateway } from '@chuishao/core/service'
import { people, type TestPerson } from '@chuishao/core/testing'
import { weekendCalendar } from '@chuishao/core/time'
import type { Chance } from '../../faults/testing/chance.ts'
import type { News } from '../news.ts'
import { offlineGateway, type OfflineGateway } from '../offline-gateway.ts'
import type { Surroundings } from '../surroundings.ts'
import { createDisk } from './disk.ts'
import { newLife, type Life } from './life.ts'
import { networkGateway } from './network.ts'
import type { Town } from './town.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface Tab {
  gateway: OfflineGateway
  life: Life
  /** Whose name the page shows. */
  shows?: string | undefined
}

interface Member {
  life: Life
  hear: (news: News) => void
}

interface Turn {
  life: Life
  signal: AbortSignal
  work: () => Promise<void>
}

export type Device = ReturnType<typeof createDevice>

export interface DeviceOptions {
  town: Town
  time: VirtualTime
  chance: Chance
  person: TestPerson
  /** How often something goes wrong on its way to the server, from 0 to 1. */
  faults: number
  /** Whether its pages come over plain HTTP: then its tabs know nothing of each other, and each sends. */
  isPlain: boolean
}

export function createDevice({ town, time, chance, person, faults, isPlain }: DeviceOptions) {
  const disk = createDisk(time, chance)
  const members = new Set<Member>()
  const queues = new Map<string, Turn[]>()
  const line = {
    faults,
    isOnline: () => device.isOnline,
    signedIn: () => (device.isTokenGood ? device.person : undefined),
  }
  const onReturn = new Map<() => void, Life>()

  const device = {
    disk,
    tabs: [] as Tab[],
    person: person as TestPerson | undefined,
    isTokenGood: true,
    /** Somebody has signed out here: what was kept is gone, and with it the names that a backend gave. */
    hasForgotten: false,
    isOnline: true,
    /** Milliseconds by which its clock is wrong. */
    skewMs: 0,
    /** How far the disk seems to be filled. */
    usedBytes: 0,

    open(): Tab {
      const life = newLife()
      const inner = networkGateway({ town, time, chance, line })
      const gateway = offlineGateway(livingOnly(inner, life), {
        database: 'town',
        calendar: weekendCalendar,
        storage: disk.openFor(life),
        surroundings: surroundingsOf(life),
        ...(device.person && isPlain && { account: people[device.person].personId }),
      })
      const tab: Tab = { gateway, life }
      device.tabs.push(tab)
      return tab
    },
    /** In good order. */
    close(tab: Tab) {
      tab.gateway.close()
      device.kill(tab)
    },
    /** Between two awaits, whichever they are. */
    kill(tab: Tab) {
      tab.life.isAlive = false
      device.tabs = device.tabs.filter((it) => it !== tab)
      for (const member of members) if (member.life === tab.life) members.delete(member)
      for (const [name, turns] of queues) {
        const isLeading = turns[0]?.life === tab.life
        const rest = turns.filter(({ life }) => life !== tab.life)
        queues.set(name, rest)
        if (isLeading) lead(name)
      }
    },
    /** The network is back, or the page is looked at. */
    comeBack() {
      for (const [callback, life] of onReturn) if (life.isAlive) callback()
    },
    reopen() {
      for (const tab of [...device.tabs]) device.close(tab)
      return device.open()
    },
    heal() {
      Object.assign(line, { faults: 0 })
      Object.assign(device, { isOnline: true, isTokenGood: true, usedBytes: 0 })
      disk.setFull(false)
      disk.setFaults(0)
    },
  }

  function lead(name: string) {
    const [turn] = queues.get(name) ?? []
    if (!turn) return
    const done = () => {
      const rest = queues.get(name) ?? []
      if (rest[0] !== turn) return
      queues.set(name, rest.slice(1))
      lead(name)
    }
    time.after(1, () => {
      if (queues.get(name)?.[0] !== turn) return
      if (turn.signal.aborted) return done()
      void turn
        .work()
        .catch(() => {})
        .finally(done)
    })
  }

  const surroundingsOf = (life: Life): Surroundings => ({
    now: () => new Date(Date.parse(town.clock()) + device.skewMs).toISOString(),
    random: () => chance.next(),
    wait: (ms, signal) =>
      life.survive(
        new Promise((resolve) => {
          if (signal.aborted) return resolve()
          signal.addEventListener('abort', () => resolve())
          time.after(ms, resolve)
        }),
      ),
    onReturn: (callback, signal) => {
      onReturn.set(callback, life)
      signal.addEventListener('abort', () => onReturn.delete(callback))
    },
    lead: (name, work, signal) => {
      if (isPlain) return void work(false)
      const turns = queues.get(name) ?? []
      queues.set(name, [...turns, { life, signal, work: () => work(true) }])
      if (turns.length === 0) lead(name)
    },
    join: (_, hear, signal) => {
      if (isPlain) return () => {}
      const member = { life, hear }
      members.add(member)
      signal.addEventListener('abort', () => members.delete(member))
      return (news) => {
        if (signal.aborted || !life.isAlive) return
        const copy = structuredClone(news)
        for (const other of members)
          if (other !== member)
            time.after(1 + chance.below(20), () => {
              if (other.life.isAlive && members.has(other)) other.hear(copy)
            })
      }
    },
    space: async () => ({ usedBytes: device.usedBytes, quotaBytes: 50_000_000, persistent: false }),
    persist: async () => {},
  })

  return device
}

/** What the network answers reaches only a tab that lives. */
const livingOnly = (inner: TicketGateway, life: Life): TicketGateway => ({
  capabilities: inner.capabilities,
  whoAmI: () => life.survive(inner.whoAmI()),
  city: () => life.survive(inner.city()),
  preview: (...asked) => life.survive(inner.preview(...asked)),
  execute: (...asked) => life.survive(inner.execute(...asked)),
  get: (...asked) => life.survive(inner.get(...asked)),
  history: (...asked) => life.survive(inner.history(...asked)),
  query: (asked) => life.survive(inner.query(asked)),
  subscribe: () => {},
  upload: (photo) => life.survive(inner.upload(photo)),
  download: (...asked) => life.survive(inner.download(...asked)),
  figures: (filter) => life.survive(inner.figures(filter)),
})
