/** What somebody has filled in and not sent: its text in this tab, and all of it where the device keeps things. */
import type { TicketGateway } from '@chuishao/core/service'
import type { FormFields } from './form-fields.ts'
import type { KeptDraft } from './kept-draft.ts'
import { forgetText, rememberText, unsentText } from './session-memory.ts'

/** How much of it came back. */
export type Restored = 'nothing' | 'text' | 'photos'

export class UnsentDraft {
  readonly #fields: FormFields
  #personId: string | undefined
  #kept: KeptDraft | undefined

  constructor(fields: FormFields) {
    this.#fields = fields
  }

  /** Puts what this person had filled in back into an empty form. */
  async restore(
    personId: string,
    { outbox }: TicketGateway,
    onRestored: (what: Restored) => void,
  ): Promise<void> {
    this.#personId = personId
    this.#kept = undefined
    const own = unsentText(personId)
    if (this.#fields.restore(own)) onRestored('text')
    if (!outbox) return
    const { KeptDraft: Kept } = await import('./kept-draft.ts')
    const kept = new Kept(outbox)
    const before = JSON.stringify(this.#fields.text)
    const begun = await kept.read()
    if (this.#personId !== personId) return
    this.#kept = kept
    const isUntouched =
      before === JSON.stringify(this.#fields.text) && this.#fields.photos.list.photos.length === 0
    // Another tab may have begun another one meanwhile.
    const isOurs = Object.keys(own).length === 0 || JSON.stringify(own) === JSON.stringify(begun?.text)
    if (!begun || !isUntouched || !isOurs) return
    this.#fields.takeUp(begun)
    onRestored(begun.photos.length > 0 ? 'photos' : 'text')
  }

  edited(): void {
    const personId = this.#personId
    if (personId === undefined) return
    const { text, point, photos } = this.#fields.begun
    rememberText(personId, text)
    if (Object.keys(text).length + photos.length > 0 || point) this.#kept?.keep({ text, point, photos })
    else this.#kept?.forget()
  }

  forget(): void {
    if (this.#personId !== undefined) forgetText(this.#personId)
    this.#kept?.forget()
  }
}
