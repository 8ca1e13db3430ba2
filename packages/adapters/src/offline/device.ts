/** What every part of the offline layer works with. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Photos } from './photos.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'
import type { Tabs } from './tabs.ts'
import type { Who } from './who.ts'

export interface Device {
  /** The gateway that needs the network. */
  inner: TicketGateway
  storage: OfflineStorage
  surroundings: Surroundings
  /** Milliseconds that a screen waits for the backend before what is here has to do. */
  patienceMs: number
  tabs: Tabs
  who: Who
  photos: Photos
}
