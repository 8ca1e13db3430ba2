/**
 * The whole city at once, for the bureau above the districts: read from a copy that is fed from each district's feed, so
 * that no question crosses their databases. The copy has no words that people wrote and nothing of a resident.
 */
import type { CityWideFigures } from '../insight/city-wide.ts'
import type { CityWideFilter } from '../insight/figure-filter.ts'
import type { Instant, Rejection } from '../ticket/index.ts'
import type { Session } from './service.ts'
import type { Page, TicketQuery, TicketSummary } from './store.ts'

/** What the city-wide list says of a ticket. Whoever needs more asks the district, where looking is recorded. */
export interface CityWideLine extends Pick<
  TicketSummary,
  | 'ticketId'
  | 'version'
  | 'status'
  | 'matterCode'
  | 'matterName'
  | 'category'
  | 'communityId'
  | 'leadUnitId'
  | 'assistUnitIds'
  | 'warning'
  | 'supervised'
  | 'supervisionLevel'
  | 'suspended'
  | 'designated'
  | 'dueAt'
  | 'createdAt'
  | 'updatedAt'
> {
  tenantId: string
}

export interface CityWideQuery extends Pick<
  TicketQuery,
  'statuses' | 'category' | 'matterCode' | 'warning' | 'order' | 'limit' | 'cursor'
> {
  /** Only this tenant. */
  tenantId?: string
}

export interface CityWideReport extends CityWideFigures {
  /** How far each district's events are in: the moment of the last one. */
  upTo: Record<string, Instant>
}

export type CityWideAnswer<T> = { ok: true; value: T } | { ok: false; rejection: Rejection }

/** For dispatchers, return reviewers, supervisors and analysts of the city's own tenant; refused to all others. */
export interface CityWide {
  figures(session: Session, filter?: CityWideFilter): Promise<CityWideAnswer<CityWideReport>>
  query(session: Session, query?: CityWideQuery): Promise<CityWideAnswer<Page<CityWideLine>>>
}
