/** The fields of a command's form: what is typed into them, what is wrong with that, and how they stand in it. */
import { attachmentsOf } from '@chuishao/core/ticket/attachments-of'
import type { CityData, FieldSpec } from '@chuishao/core/lifecycle'
import type { AvailableCommand, TicketGateway, TicketView } from '@chuishao/core/service'
import type { Command, Sentence, Unit } from '@chuishao/core/ticket'
import type { TemplateResult } from 'lit'
import { lostFields } from '../../internal/gateway/lost-fields.ts'
import type { FieldLook } from '../../internal/forms/field-look.ts'
import { messagesIn, type Catalogue } from '../../internal/i18n/catalogue.ts'
import { vocabulary } from '../../internal/i18n/vocabulary.ts'
import { PhotoField } from '../../internal/photos/photo-field.ts'
import { MatterPicker } from '../../internal/pickers/matter-picker.ts'
import { UnitPicker } from '../../internal/pickers/unit-picker.ts'
import type { WhistleElement } from '../../internal/whistle-element.ts'
import { cardMessages } from '../messages.ts'
import { steps, wordFor } from '../steps.ts'
import { plainField } from './plain-fields.ts'
import { TicketPicker } from './ticket-picker.ts'
import { chinaMinute, flawsOf, nothingTyped, typedFrom, type Flaw, type Typed } from './typed-command.ts'

interface Picker {
  focus(): void
  render(look: FieldLook): TemplateResult
}

/** The form around them. */
export interface FieldsHost {
  action: AvailableCommand | undefined
  view: TicketView | undefined
  city: CityData | undefined
  gateway: TicketGateway | undefined
}

export interface CommandFieldsOptions {
  /** Tells a screen reader. */
  announce: (text: string) => void
  /** Something was typed into the field of this name. */
  onTyped: (name: string) => void
}

export class CommandFields {
  typed: Typed = nothingTyped()
  readonly photos: PhotoField
  readonly #host: WhistleElement & FieldsHost
  readonly #options: CommandFieldsOptions
  readonly #pickers = new Map<string, Picker>()

  constructor(host: WhistleElement & FieldsHost, options: CommandFieldsOptions) {
    this.#host = host
    this.#options = options
    this.photos = new PhotoField(host, {
      id: 'field-attachments',
      announce: options.announce,
      onChange: () => options.onTyped('attachments'),
    })
  }

  /** What nobody gets is not asked for. */
  get all(): FieldSpec[] {
    const { action, gateway } = this.#host
    const lost = lostFields(gateway, action?.type)
    return action?.fields.filter(({ name }) => !lost.includes(name)) ?? []
  }

  /** Nothing is asked twice: what the ticket says, or was answered before, already stands in the form. */
  begin(given: Command | undefined): void {
    const { action, view, gateway } = this.#host
    if (given) this.typed = typedFrom(this.all, given)
    if (given && gateway) void this.photos.list.restore(attachmentsOf(given), gateway)
    const { texts } = this.typed
    const returns = view?.ticket.returns ?? []
    const suggested = returns[returns.length - 1]?.suggestedUnitId
    if (action?.type === 'UPHOLD_RETURN' && suggested && texts['toUnitId'] === undefined)
      texts['toUnitId'] = suggested
    for (const field of this.all) {
      const options = field.widget === 'choice' ? this.#choices(field) : []
      if (field.name === 'rater' && options.length === 1 && options[0]) texts['rater'] ??= options[0].code
    }
  }

  /** What is wrong, by the name of the field. */
  get flaws(): Map<string, Flaw> {
    const { action } = this.#host
    return action
      ? flawsOf(action.type, this.all, this.typed, this.photos.list.photos.length)
      : new Map<string, Flaw>()
  }

  focus(name: string): void {
    const picker = this.#pickers.get(name)
    if (picker) picker.focus()
    else if (name === 'attachments') this.photos.focus()
    else this.#host.renderRoot.querySelector<HTMLElement>(`#field-${name}`)?.focus()
  }

  render(
    field: FieldSpec,
    { flaw, disabled }: { flaw: Flaw | undefined; disabled: boolean },
  ): TemplateResult {
    const label = wordFor(this.#text(steps).fields, field.name)
    const error = flaw && this.#sentence(flaw, field, label)
    const look = { label, required: field.required, disabled, error }
    if (field.widget === 'photos') return this.photos.render(look)
    const picker = this.#picker(field)
    if (picker) return picker.render(look)
    return plainField(field, {
      ...look,
      typed: this.typed,
      locale: this.#host.locale,
      t: this.#text(cardMessages),
      words: this.#text(vocabulary),
      options: this.#choices(field),
      earliest: chinaMinute(Date.now()),
      onChange: () => this.#options.onTyped(field.name),
    })
  }

  #text<M extends object>(catalogue: Catalogue<M>): M {
    return messagesIn(catalogue, this.#host.locale)
  }

  #say({ zh, en }: Sentence): string {
    return this.#host.locale === 'en' ? en : zh
  }

  #sentence(flaw: Flaw, field: FieldSpec, label: string): string {
    const t = this.#text(cardMessages)
    if (flaw === 'target') return t.target
    if (flaw === 'notPositive') return t.positive
    if (flaw === 'invalid') return t.invalid(label)
    const own = (t.missingField as Record<string, string | undefined>)[field.name]
    if (flaw === 'missing' && own) return own
    if (flaw === 'tooLong') return t.tooMany(field.maxLength ?? 0)
    return field.widget === 'text' || field.widget === 'longText' ? t.fill(label) : t.choose(label)
  }

  /** A search field, where there is something to search in; made once, because it remembers what was typed. */
  #picker(field: FieldSpec): Picker | undefined {
    const known = this.#pickers.get(field.name)
    if (known) return known
    const made = this.#makePicker(field)
    if (made) this.#pickers.set(field.name, made)
    return made
  }

  #makePicker({ name, widget }: FieldSpec): Picker | undefined {
    const id = `field-${name}`
    const announce = (text: string) => this.#options.announce(text)
    const onChange = (value: string | undefined) => {
      this.typed.texts[name] = value ?? ''
      this.#options.onTyped(name)
    }
    const value = this.typed.texts[name]
    if (widget === 'ticket' && this.#host.gateway) {
      const gateway = () => this.#host.gateway
      return new TicketPicker(this.#host, {
        id,
        value,
        gateway,
        except: () => this.#host.view?.ticket.id,
        onChange,
      })
    }
    if (widget === 'unit' && this.#host.city) {
      const picker = new UnitPicker(this.#host, { id, units: () => this.#units(name), onChange, announce })
      picker.value = value
      return picker
    }
    if (widget === 'matter' && this.#host.city) {
      const picker = new MatterPicker(this.#host, {
        id,
        matters: () => this.#host.city?.matters ?? [],
        onChange,
        announce,
      })
      picker.value = value
      return picker
    }
    return undefined
  }

  /** Units that can be meant: never the present lead, and a community only where the matter is its own. */
  #units(name: string): readonly Unit[] {
    const { ticket } = this.#host.view ?? {}
    const ownMatter = ticket?.matter?.route === 'selfGovernance'
    return (this.#host.city?.units ?? []).filter(
      (unit) =>
        unit.id !== ticket?.leadUnitId &&
        unit.type !== 'dispatchCentre' &&
        (unit.type !== 'community' || (ownMatter && unit.id === ticket?.communityId)) &&
        !(
          name === 'unitId' && ticket?.assists.some((it) => it.unitId === unit.id && !it.doneAt && !it.lapsed)
        ),
    )
  }

  #choices({ name, options = [] }: FieldSpec): { code: string; label: string }[] {
    const words = this.#text(steps)
    const reasons = this.#host.city?.policy.returns.reasons ?? []
    const label = (code: string) => {
      const reason = name === 'reasonCode' ? reasons.find((it) => it.code === code) : undefined
      return reason ? this.#say(reason.label) : wordFor(words.options, code)
    }
    const possible = name === 'rater' ? options.filter((code) => this.#canAppeal(code)) : options
    return possible.map((code) => ({ code, label: label(code) }))
  }

  #canAppeal(rater: string): boolean {
    const { ticket } = this.#host.view ?? {}
    const rated = ticket?.evaluations.find((it) => it.rater === rater && it.round === ticket.reopenCount)
    if (!rated) return false
    return this.#host.action?.type === 'DECIDE_APPEAL'
      ? rated.appeal !== undefined && rated.appeal.decision === undefined
      : rated.appeal === undefined
  }
}
