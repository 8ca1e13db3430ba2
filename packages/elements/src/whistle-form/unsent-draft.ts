/**
 * What somebody has filled in and not sent: all of it where the device keeps things, by person and until they sign out;
 * elsewhere its text in this tab.
 */
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
  /** In this tab: nothing else keeps it. */
  #keepsHere = false
  /** Somebody was faster than the device. */
  #isLate = false

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
    this.#isLate = false
    this.#keepsHere = outbox === undefined
    if (!outbox) {
      if (this.#fields.restore(unsentText(personId))) onRestored('text')
      return
    }
    // The next person in this tab could read it there: older versions left it.
    forgetText(personId)
    const { KeptDraft: Kept } = await import('./kept-draft.ts')
    const kept = new Kept(outbox)
    const before = JSON.stringify(this.#fields.text)
    const begun = await kept.read()
    if (this.#personId !== personId) return
    this.#kept = kept
    const isUntouched =
      before === JSON.stringify(this.#fields.text) && this.#fields.photos.list.photos.length === 0
    if (this.#isLate) return this.edited()
    if (!begun || !isUntouched) return
    this.#fields.takeUp(begun)
    onRestored(begun.photos.length > 0 ? 'photos' : 'text')
  }

  edited(): void {
    const personId = this.#personId
    if (personId === undefined) return
    const { text, point, photos } = this.#fields.begun
    this.#isLate = this.#kept === undefined
    if (this.#keepsHere) rememberText(personId, text)
    else if (Object.keys(text).length + photos.length > 0 || point) this.#kept?.keep({ text, point, photos })
    else this.#kept?.forget()
  }

  /** The form goes: what was typed last is written down before another one is begun. */
  leave(): void {
    this.#kept?.flush()
  }

  forget(): void {
    this.#isLate = false
    if (this.#personId !== undefined) forgetText(this.#personId)
    this.#kept?.forget()
  }
}
