/**
 * A text field that searches a list, after the combobox pattern of the ARIA Authoring Practices (list autocomplete).
 *
 * The list stands in the flow of the page, not over it: so it needs no positioning, is never clipped by a dialog, and on a
 * phone the page scrolls it above the keyboard.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { closeIcon, searchIcon } from '../icons.ts'
import type { WhistleElement } from '../whistle-element.ts'
import { highlight, type Ranges } from './highlight.ts'

export interface ComboChoice {
  id: string
  text: string
  ranges?: Ranges
  /** A second line. */
  note?: string | TemplateResult | undefined
}

export interface ComboGroup {
  label?: string
  choices: ComboChoice[]
}

export interface ComboboxOptions {
  /** Id of the input; the parts' ids begin with it. */
  id: string
  /** What the list shows for what is typed; for the empty text, what it offers before anything is. */
  groups: (query: string) => ComboGroup[]
  /** Undefined: the choice was cleared. */
  onChoose: (id: string | undefined) => void
  /** The field got the focus: time to load what searching needs. */
  onWake?: () => void
  onQuery?: (query: string) => void
}

export interface ComboboxLook {
  /** The text of what is chosen. */
  chosen: string
  placeholder: string
  listLabel: string
  clearLabel: string
  /** Instead of a list without choices. */
  nothingFound: string
  describedBy: string
  required: boolean
  disabled: boolean
  invalid: boolean
  /** Stands in the panel, above the list. */
  above?: TemplateResult | typeof nothing
}

export class Combobox implements ReactiveController {
  open = false
  readonly #host: WhistleElement
  readonly #options: ComboboxOptions
  /** Undefined while the field shows what is chosen. */
  #typed: string | undefined
  /** Where the arrow keys went; undefined before they were used. */
  #moved: number | undefined

  constructor(host: WhistleElement, options: ComboboxOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.close()
  }

  /** What is being searched for; empty where nothing is typed. */
  get query(): string {
    return this.#typed?.trim() ?? ''
  }

  get input(): HTMLInputElement | null {
    return this.#find<HTMLInputElement>(`#${this.#options.id}`)
  }

  focus(): void {
    this.input?.focus()
  }

  /** Opens the panel without the field, so that no keyboard rises on a phone, and focuses what is first in it. */
  async browse(): Promise<void> {
    this.#options.onWake?.()
    this.#show()
    await this.#host.updateComplete
    this.#find<HTMLElement>(`#${this.#options.id}-panel button`)?.focus()
  }

  close(): void {
    this.open = false
    this.#typed = undefined
    this.#moved = undefined
    this.#host.requestUpdate()
  }

  /** Forgets what is typed, after something else narrowed the list. */
  clearQuery(): void {
    this.#typed = undefined
    this.#moved = undefined
    this.#host.requestUpdate()
  }

  #show(): void {
    if (this.open) return
    this.open = true
    this.#host.requestUpdate()
    if (matchMedia('(pointer: coarse)').matches) this.input?.scrollIntoView({ block: 'start' })
  }

  #find<E extends Element>(selector: string): E | null {
    return this.#host.renderRoot.querySelector<E>(selector)
  }

  get #choices(): ComboChoice[] {
    return this.#options.groups(this.query).flatMap(({ choices }) => choices)
  }

  /** The option that Enter takes: the best hit, unless an arrow key went elsewhere. Nobody in the street presses those. */
  #activeAmong({ length }: ComboChoice[]): number {
    return Math.min(this.#moved ?? (this.query ? 0 : -1), length - 1)
  }

  #choose(id: string | undefined): void {
    this.close()
    this.#options.onChoose(id)
  }

  async #moveTo(at: number): Promise<void> {
    const { length } = this.#choices
    this.#show()
    const to = length === 0 ? 0 : (at + length) % length
    this.#moved = to
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#find(`#${this.#options.id}-${to}`)?.scrollIntoView({ block: 'nearest' })
  }

  #onKeydown = (event: KeyboardEvent): void => {
    // Keys of an input method belong to it.
    if (event.isComposing) return
    const active = this.open ? this.#activeAmong(this.#choices) : -1
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      void this.#moveTo(active + 1)
    } else if (event.key === 'ArrowUp') {
      event.preventDefault()
      void this.#moveTo(active < 0 ? -1 : active - 1)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const choice = this.open ? this.#choices[active] : undefined
      if (choice) this.#choose(choice.id)
      else this.#show()
    }
  }

  #onInput = ({ currentTarget }: Event & { currentTarget: HTMLInputElement }): void => {
    this.#typed = currentTarget.value
    this.#show()
    this.#moved = undefined
    this.#host.requestUpdate()
    this.#options.onQuery?.(this.query)
  }

  #onFocusOut = async ({ currentTarget }: FocusEvent & { currentTarget: HTMLElement }): Promise<void> => {
    // A button that is drawn away loses the focus too; what takes its place has it a moment later.
    await this.#host.updateComplete
    if (!this.open || currentTarget.querySelector(':focus')) return
    if (this.#typed === '') this.#choose(undefined)
    else this.close()
  }

  #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return
    event.preventDefault()
    event.stopPropagation()
    this.close()
    this.focus()
  }

  #onPick = async (id: string): Promise<void> => {
    this.#choose(id)
    if (!matchMedia('(pointer: coarse)').matches) return this.focus()
    // Not into the field: on a phone its keyboard would cover what comes next.
    await this.#host.updateComplete
    this.#find<HTMLElement>(`#${this.#options.id}-hint`)?.focus()
  }

  #onClear = (): void => {
    this.#choose(undefined)
    this.focus()
  }

  render(look: ComboboxLook): TemplateResult {
    const { id } = this.#options
    const groups = this.open ? this.#options.groups(this.query) : []
    const choices = groups.flatMap((group) => group.choices)
    const hasChoices = choices.length > 0
    const active = this.#activeAmong(choices)
    return html`<div class="combo" @focusout=${this.#onFocusOut} @keydown=${this.#onEscape}>
      <div class="combo-box">
        ${searchIcon}
        <input
          class="input"
          id=${id}
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          aria-autocomplete="list"
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-controls=${this.open ? (hasChoices ? `${id}-list` : `${id}-panel`) : nothing}
          aria-activedescendant=${active >= 0 ? `${id}-${active}` : nothing}
          aria-describedby=${look.describedBy}
          aria-required=${look.required ? 'true' : 'false'}
          aria-invalid=${look.invalid ? 'true' : 'false'}
          placeholder=${look.placeholder}
          ?disabled=${look.disabled}
          .value=${live(this.#typed ?? look.chosen)}
          @focus=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
            currentTarget.select()
            this.#options.onWake?.()
          }}
          @click=${() => this.#show()}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        />
        ${
          (this.#typed ?? look.chosen) && !look.disabled
            ? html`<button
                class="icon-button combo-clear"
                type="button"
                aria-label=${look.clearLabel}
                @click=${this.#onClear}
              >
                ${closeIcon}
              </button>`
            : nothing
        }
      </div>
      <div class="combo-panel" id="${id}-panel" ?hidden=${!this.open} @mousedown=${keepFocus}>
        ${look.above} ${hasChoices ? this.#list(groups, look.listLabel, active) : nothing}
        ${!hasChoices && this.query ? html`<p class="combo-nothing">${look.nothingFound}</p>` : nothing}
      </div>
    </div>`
  }

  #list(groups: ComboGroup[], label: string, active: number): TemplateResult {
    let at = 0
    return html`<div class="combo-list" role="listbox" id="${this.#options.id}-list" aria-label=${label}>
      ${groups.map((group) => {
        const options = group.choices.map((choice) => this.#option(choice, at++, active))
        if (!group.label) return options
        return html`<div role="group" aria-label=${group.label}>
          <div class="combo-group" aria-hidden="true">${group.label}</div>
          ${options}
        </div>`
      })}
    </div>`
  }

  #option(choice: ComboChoice, at: number, active: number): TemplateResult {
    return html`<div
      class="combo-option"
      role="option"
      id="${this.#options.id}-${at}"
      aria-selected=${at === active ? 'true' : 'false'}
      @click=${() => this.#onPick(choice.id)}
    >
      <span>${highlight(choice.text, choice.ranges)}</span>
      ${choice.note ? html`<small>${choice.note}</small>` : nothing}
    </div>`
  }
}

// A press on the panel must not take the focus from the field: the panel would close before the click.
const keepFocus = (event: Event): void => event.preventDefault()
