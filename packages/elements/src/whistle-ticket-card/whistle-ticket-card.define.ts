import { WhistleTicketCard } from './whistle-ticket-card.ts'

declare global {
  interface HTMLElementTagNameMap {
    'whistle-ticket-card': WhistleTicketCard
  }
}

WhistleTicketCard.define()
