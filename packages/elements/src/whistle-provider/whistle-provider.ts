/** Gives every element inside it the same backend. */
import type { TicketGateway } from '@chuishao/core/service'
import { css, html, type PropertyValues } from 'lit'
import { property } from 'lit/decorators.js'
import { announceChange } from '../internal/configuration.ts'
import { providedGateway } from '../internal/gateway/gateway-controller.ts'
import { WhistleElement } from '../internal/whistle-element.ts'

/**
 * Sets the backend for a part of a page. Draws nothing itself.
 *
 * @summary The backend for everything inside.
 * @slot - The part of the page that uses this backend.
 */
export class WhistleProvider extends WhistleElement {
  static override readonly tag: string = 'whistle-provider'
  static override styles = css`
    :host {
      display: contents;
    }
  `

  /** The backend. `undefined` leaves the question to what is further out; `null` means none yet: elements inside wait. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  get [providedGateway](): TicketGateway | null | undefined {
    return this.gateway
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('gateway')) announceChange()
  }

  protected override render() {
    return html`<slot></slot>`
  }
}
