/** Says things to a screen reader without moving the focus: one polite live region in the element's own root. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'

export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #text = ''

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#text = ''
  }

  say(text: string): void {
    this.#text = text
    this.#host.requestUpdate()
  }

  /** Goes into the template once, always: a region that appears together with its text is not read. */
  region(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#text}</div>`
  }
}
