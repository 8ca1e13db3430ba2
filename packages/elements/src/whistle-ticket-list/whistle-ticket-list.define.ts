import { WhistleTicketList } from './whistle-ticket-list.ts'

declare global {
  interface HTMLElementTagNameMap {
    'whistle-ticket-list': WhistleTicketList
  }
}

WhistleTicketList.define()
