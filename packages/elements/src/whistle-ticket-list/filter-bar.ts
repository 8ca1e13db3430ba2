/** Search, status groups, deadline warning and order, in one bar that wraps on a phone. */
import type { ListQuery } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import type { Vocabulary } from '../internal/i18n/vocabulary.ts'
import { searchIcon } from '../internal/icons.ts'
import type { ListMessages } from './messages.ts'
import type { StatusGroup } from './status-groups.ts'

/** What a person has chosen in the bar; the rest is the host's. */
export interface Chosen {
  group?: StatusGroup | undefined
  warning?: 'yellow' | 'red' | undefined
  order?: ListQuery['order']
  text: string
}

export interface FilterBarContext {
  t: ListMessages
  words: Vocabulary
  groups: StatusGroup[]
  chosen: Chosen
  order: NonNullable<ListQuery['order']>
  offersText: boolean
  /** Whether the host left the warning open, and the backend knows of warnings. */
  offersWarning: boolean
  offersOrder: boolean
  choose: (change: Partial<Chosen>) => void
  /** Text in the making: searched after a pause, at once on Enter. */
  type: (text: string, atOnce: boolean) => void
}

export function filterBar(it: FilterBarContext): TemplateResult {
  const { t, words, chosen } = it
  return html`<form
    class="filters"
    role="search"
    aria-label=${t.search}
    @submit=${(event: Event) => {
      event.preventDefault()
      it.type(chosen.text, true)
    }}
  >
    ${it.offersText ? searchField(it) : nothing}
    ${
      it.offersWarning
        ? html`<select
            class="input"
            aria-label=${t.warning}
            @change=${({ currentTarget }: Event) =>
              it.choose({ warning: warningOf((currentTarget as HTMLSelectElement).value) })}
          >
            <option value="" ?selected=${!chosen.warning}>${t.anyWarning}</option>
            <option value="yellow" ?selected=${chosen.warning === 'yellow'}>${words.warnings.yellow}</option>
            <option value="red" ?selected=${chosen.warning === 'red'}>${words.warnings.red}</option>
          </select>`
        : nothing
    }
    ${it.offersOrder ? orderSelect(it) : nothing} ${it.groups.length > 0 ? groupPicks(it) : nothing}
  </form>`
}

const searchField = ({ t, chosen, type }: FilterBarContext) =>
  html`<span class="search"
    >${searchIcon}<input
      class="input"
      type="search"
      enterkeyhint="search"
      autocomplete="off"
      maxlength="60"
      aria-label=${t.search}
      placeholder=${t.search}
      .value=${chosen.text}
      @input=${(event: InputEvent) => {
        if (!event.isComposing) type((event.currentTarget as HTMLInputElement).value, false)
      }}
      @compositionend=${({ currentTarget }: Event) => type((currentTarget as HTMLInputElement).value, false)}
  /></span>`

const orderSelect = ({ t, order, choose }: FilterBarContext) =>
  html`<select
    class="input"
    aria-label=${t.order}
    @change=${({ currentTarget }: Event) =>
      choose({ order: (currentTarget as HTMLSelectElement).value === 'due' ? 'due' : 'updated' })}
  >
    <option value="updated" ?selected=${order === 'updated'}>${t.orders.updated}</option>
    <option value="due" ?selected=${order === 'due'}>${t.orders.due}</option>
  </select>`

function groupPicks({ t, words, groups, chosen, choose }: FilterBarContext): TemplateResult {
  const nameOf = (group: StatusGroup | undefined) =>
    group === 'waiting' ? words.statuses.whistled : t.groups[group ?? 'all']
  const pick = (group: StatusGroup | undefined) =>
    html`<label class="pick" data-shape="pill">
      <input
        type="radio"
        name="group"
        value=${group ?? 'all'}
        .checked=${chosen.group === group}
        @change=${() => choose({ group })}
      /><span>${nameOf(group)}</span>
    </label>`
  return html`<div class="groups" role="radiogroup" aria-label=${t.status}>
    ${pick(undefined)}${groups.map(pick)}
  </div>`
}

const warningOf = (value: string) => (value === 'yellow' || value === 'red' ? value : undefined)
