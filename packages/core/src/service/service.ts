/** Joins a store to the core for the trusted side: decides, authorises, stores. */
import type { CityData } from '../lifecycle/city.ts'
import type { FigureFilter } from '../insight/figure-filter.ts'
import type { Figures } from '../insight/figures.ts'
import type { ViewEvent } from '../privacy/view-event.ts'
import type { Actor, AttachmentRef, Rejection, TicketEvent } from '../ticket/index.ts'
import type { StoredAttachment } from './attachment-store.ts'
import type { ClaimOptions, DeadlineEffect } from './due-deadlines.ts'
import type { ListQuery, Outcome, TicketChange, TicketView, WhistlePreview } from './gateway.ts'
import type { Collection, CollectOptions } from './photos.ts'
import type { Recalculation, RecalculationOptions } from './recalculate-open-deadlines.ts'
import type { DueDeadline, Page, TicketSummary } from './store.ts'
import type { MakeThumbnail } from './thumbnails.ts'

/** Who asks, as the server established it. */
export interface Session {
  tenantId: string
  actor: Actor
  /** Why they look, for the view log, at most 200 characters. */
  purpose?: string
}

export type Views = { ok: true; page: Page<ViewEvent> } | { ok: false; rejection: Rejection }

export interface TicketService {
  /** Validates, decides and stores one command. `command` is untrusted input. */
  execute(
    session: Session,
    ticketId: string,
    command: unknown,
    options: { commandId: string; ifVersion: number },
  ): Promise<Outcome>
  /** Undefined where there is no such ticket, or this actor may not see it. */
  get(session: Session, ticketId: string): Promise<TicketView | undefined>
  /** Whether there is such a ticket that this actor may see; nothing of it is shown, and no look recorded. */
  sees(session: Session, ticketId: string): Promise<boolean>
  history(session: Session, ticketId: string): Promise<TicketEvent[] | undefined>
  query(session: Session, query: ListQuery): Promise<Page<TicketSummary>>
  /** Changes this actor may see; positions of the others are skipped. */
  feed(session: Session, options: { after: number; signal: AbortSignal }): AsyncIterable<TicketChange>
  position(session: Session): Promise<number>
  /** See `TicketStore.feedSecret`: for whoever tells positions to clients, and never for a client. */
  feedSecret(session: Session): Promise<string>
  city(session: Session): CityData
  preview(session: Session, matterCode: string, communityId: string): WhistlePreview | undefined
  /** Stores a photo that the caller has checked. Only this person may attach it to a ticket, and fetch it until then. */
  upload(session: Session, photo: StoredAttachment): Promise<AttachmentRef>
  /** Undefined where there is no such photo, or this actor neither uploaded it lately nor sees it on a ticket. */
  download(session: Session, sha256: string): Promise<StoredAttachment | undefined>
  /**
   * The small picture of a photo, as WebP: the one that is kept, or made by `make` and then kept. Undefined as for
   * `download`.
   */
  thumbnail(session: Session, sha256: string, make: MakeThumbnail): Promise<Uint8Array | undefined>
  /**
   * Removes photos of all tenants that nobody needs: uploaded a while ago (`uploadsKeptMs`) and on no ticket, and what
   * erasures left behind. May run on several instances at once, and while the same photos are uploaded and attached:
   * `runUploadCollection` of the adapters does. Throws `StoreUnavailableError`.
   */
  collectUploads(options?: CollectOptions): Promise<Collection>
  /**
   * Counted from the event log; of it, only what is new since the last question is read. Throws a `GatewayError` with the
   * code `forbidden` where a resident asks, see `maySeeFigures`.
   */
  figures(session: Session, filter?: FigureFilter): Promise<Figures>
  /**
   * Erases what identifies a resident from a ticket, its history and its list lines; the history still verifies and says
   * who erased, when and why. For supervisors. `input` is an `Erasure`, untrusted. Undefined where there is no such
   * ticket, or this actor may not see it.
   */
  erasePersonal(
    session: Session,
    ticketId: string,
    input: unknown,
    options: { commandId: string; ifVersion: number },
  ): Promise<Outcome | undefined>
  /**
   * Who looked at a ticket's personal data unmasked, latest first. For supervisors, and without names for the resident
   * themselves. Undefined where there is no such ticket, or this actor may not see it.
   */
  views(
    session: Session,
    ticketId: string,
    page?: { limit?: number; cursor?: string },
  ): Promise<Views | undefined>
  /** Takes due deadlines of all tenants under a lease. A service that runs on uses `runDeadlines` of the adapters. */
  claimDeadlines(options: ClaimOptions): Promise<DueDeadline[]>
  /**
   * Lets one claimed deadline take effect, once, however often it is asked. Throws where it cannot now (`DeadlineError`,
   * or what the store throws); it then stays due.
   */
  reachDeadline(due: DueDeadline): Promise<DeadlineEffect>
  /**
   * Counts the running deadlines of a tenant's open tickets again, after its calendar has changed. For the system only;
   * may be ended, repeated and run twice at once. Throws `StoreUnavailableError`: begin again, or go on at the last page.
   */
  recalculateOpenDeadlines(session: Session, options?: RecalculationOptions): Promise<Recalculation>
  /** One claim and all its effects; answers how many deadlines took effect. */
  runDueDeadlines(options: ClaimOptions): Promise<number>
}
