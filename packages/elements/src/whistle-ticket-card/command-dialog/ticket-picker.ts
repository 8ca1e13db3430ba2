/** Picks another open ticket, to merge into: searched where the tickets are. */
import type { TicketGateway, TicketSummary } from '@chuishao/core/service'
import type { Status } from '@chuishao/core/ticket'
import { html, type TemplateResult } from 'lit'
import { fieldError, fieldMark, type FieldLook } from '../../internal/forms/field-look.ts'
import { messagesIn } from '../../internal/i18n/catalogue.ts'
import { vocabulary } from '../../internal/i18n/vocabulary.ts'
import { Combobox, type ComboGroup } from '../../internal/pickers/combobox.ts'
import { pickerMessages } from '../../internal/pickers/messages.ts'
import type { WhistleElement } from '../../internal/whistle-element.ts'
import { cardMessages } from '../messages.ts'

export interface TicketPickerOptions {
  id: string
  /** The ticket that was chosen before. */
  value: string | undefined
  gateway: () => TicketGateway | undefined
  /** The ticket that is not offered. */
  except: () => string | undefined
  onChange: (ticketId: string | undefined) => void
}

const open: Status[] = ['whistled', 'accepted', 'rejected', 'underReview.returned', 'underReview.resolved']
const mostHits = 12
const pauseMs = 250

export class TicketPicker {
  readonly #host: WhistleElement
  readonly #options: TicketPickerOptions
  readonly #combobox: Combobox
  #hits: TicketSummary[] = []
  #chosen: Named | undefined
  #pause: ReturnType<typeof setTimeout> | undefined
  #run = 0

  constructor(host: WhistleElement, options: TicketPickerOptions) {
    this.#host = host
    this.#options = options
    this.#chosen = options.value === undefined ? undefined : { ticketId: options.value }
    this.#combobox = new Combobox(host, {
      id: options.id,
      groups: () => this.#groups(),
      onChoose: (ticketId) => {
        this.#chosen = this.#hits.find((hit) => hit.ticketId === ticketId)
        options.onChange(ticketId)
      },
      onWake: () => void this.#search(''),
      onQuery: (query) => {
        clearTimeout(this.#pause)
        this.#pause = setTimeout(() => void this.#search(query), pauseMs)
      },
    })
  }

  focus(): void {
    this.#combobox.focus()
  }

  async #search(text: string): Promise<void> {
    const run = ++this.#run
    const found = await this.#options
      .gateway()
      ?.query({ statuses: open, limit: mostHits, ...(text && { text }) })
      .catch(() => undefined)
    if (run !== this.#run || !found) return
    this.#hits = found.items
    this.#host.requestUpdate()
  }

  #groups(): ComboGroup[] {
    const words = messagesIn(vocabulary, this.#host.locale)
    const others = this.#hits.filter(({ ticketId }) => ticketId !== this.#options.except())
    const choices = others.map((hit) => ({
      id: hit.ticketId,
      text: textOf(hit),
      note: [words.statuses[hit.status], hit.address, hit.excerpt].filter(Boolean).join(' · '),
    }))
    return [{ choices }]
  }

  render({ label, required, disabled, error }: FieldLook): TemplateResult {
    const { id } = this.#options
    const { locale } = this.#host
    const t = messagesIn(cardMessages, locale)
    const pickers = messagesIn(pickerMessages, locale)
    return html`<div class="field">
      <label class="label" for=${id}>${label}${fieldMark(required, locale)}</label>
      ${this.#combobox.render({
        chosen: this.#chosen ? textOf(this.#chosen) : '',
        placeholder: t.searchTicket,
        listLabel: t.ticket,
        clearLabel: pickers.clear,
        nothingFound: t.noTickets,
        describedBy: `${id}-error`,
        required,
        disabled,
        invalid: Boolean(error),
      })}
      <span id="${id}-hint" tabindex="-1"></span>
      ${fieldError(`${id}-error`, error)}
    </div>`
  }
}

type Named = Pick<TicketSummary, 'ticketId' | 'matterName'>

const textOf = ({ matterName, ticketId }: Named) =>
  `${matterName ?? ''} ${ticketId.slice(-8).toUpperCase()}`.trim()
