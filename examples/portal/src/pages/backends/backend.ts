/** One kind of backend that the page of backends can put behind the elements. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Bilingual } from '../language.ts'

export interface BackendPerson {
  id: string
  name: Bilingual
}

export interface Backend {
  /** What `?backend=` names. */
  id: string
  name: Bilingual
  about: Bilingual
  /** Who may be acted as; the first is who acts when nobody has been chosen. */
  people: BackendPerson[]
  /** Called once per person: what it answers is kept while the page is open. */
  open: (personId: string) => Promise<TicketGateway>
}
