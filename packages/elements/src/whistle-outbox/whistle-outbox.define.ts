import { WhistleOutbox } from './whistle-outbox.ts'

declare global {
  interface HTMLElementTagNameMap {
    'whistle-outbox': WhistleOutbox
  }
}

WhistleOutbox.define()
