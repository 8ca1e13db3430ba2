/** The fields of a whistle: what they need of the form around them, what they hold together, and how they stand in it. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Crs, Draft, Matter, Unit } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { PhotoField } from '../internal/photos/photo-field.ts'
import { MatterPicker } from '../internal/pickers/matter-picker.ts'
import { UnitPicker } from '../internal/pickers/unit-picker.ts'
import type { WhistleElement } from '../internal/whistle-element.ts'
import type { Answers } from './answers.ts'
import { ContactField } from './contact-field.ts'
import { DescriptionField } from './description-field.ts'
import { LocationField } from './location-field.ts'
import type { Begun } from './kept-draft.ts'
import { formMessages } from './messages.ts'
import { placeOf } from './place.ts'
import { formFields, type FormField, type Problems } from './problems.ts'
import { recentMatters, type UnsentText } from './session-memory.ts'

export interface FormAround {
  matters(): readonly Matter[]
  units(): readonly Unit[]
  /** Reference system of addresses, and of coordinates that are typed in. */
  crs(): Crs
  /** Where the community is known, nobody is asked for it. */
  knownCommunity(): string | undefined
  /** Whether the backend takes photos. */
  uploads(): boolean
  /** Whether the backend takes a resident's name and number: what nobody gets is not asked for. */
  takesContacts(): boolean
  /** Parts of the draft that the backend cannot carry. */
  lost(): readonly string[]
  onChange(): void
  /** Tells a screen reader. */
  announce(text: string): void
}

export class FormFields {
  readonly around: FormAround
  readonly community: UnitPicker
  readonly matter: MatterPicker
  readonly photos: PhotoField
  readonly location: LocationField
  readonly description: DescriptionField
  readonly contact: ContactField
  readonly #host: WhistleElement

  constructor(host: WhistleElement, around: FormAround) {
    const { onChange, announce, matters } = around
    this.#host = host
    this.around = around
    const units = () => around.units().filter(({ type }) => type === 'community')
    this.community = new UnitPicker(host, { id: 'community', units, onChange, announce })
    this.matter = new MatterPicker(host, { matters, recent: recentMatters, onChange, announce })
    this.photos = new PhotoField(host, { onChange, announce })
    this.location = new LocationField(host, around)
    this.description = new DescriptionField(host, around)
    this.contact = new ContactField(host, around)
  }

  get communityId(): string | undefined {
    return this.around.knownCommunity() ?? this.community.value
  }

  get asksCommunity(): boolean {
    return this.around.knownCommunity() === undefined
  }

  #asks(part: string): boolean {
    return !this.around.lost().includes(part)
  }

  get asksPhotos(): boolean {
    return (
      (this.matter.matter?.whistleEvidence ?? 'none') !== 'none' &&
      this.around.uploads() &&
      this.#asks('attachments')
    )
  }

  /** Nothing has been filled in; a community may have been chosen. */
  get isEmpty(): boolean {
    const { lng, lat } = this.location.place
    const texts = Object.keys({ ...this.text, ...this.contact.value })
    return !lng && !lat && texts.length + this.photos.list.photos.length === 0
  }

  get answers(): Answers {
    const { matter } = this.matter
    return {
      communityId: this.communityId,
      // Photos cannot be asked for where the backend takes none.
      matter: matter && !this.asksPhotos ? { ...matter, whistleEvidence: 'none' } : matter,
      photoCount: this.photos.list.photos.length,
      place: {
        ...this.location.place,
        ...(!this.#asks('address') && { address: '' }),
        ...(!this.#asks('point') && { lng: '', lat: '' }),
      },
      addressCrs: this.around.crs(),
      description: this.#asks('description') ? this.description.text : '',
      contact: this.around.takesContacts() ? this.contact.value : undefined,
    }
  }

  /** What may be remembered of it. */
  get text(): UnsentText {
    const { address } = this.location.place
    const { value } = this.matter
    const { text: description } = this.description
    return {
      ...(value && { matterCode: value }),
      ...(description && { description }),
      ...(address && { address }),
    }
  }

  /** All that may be kept on a device until it is sent. */
  get begun(): Begun {
    const { lng, lat, crs } = this.location.place
    const point = lng && lat ? { lng, lat, crs } : undefined
    return { text: this.text, point, photos: this.photos.list.blobs }
  }

  /** Shows what was begun before. */
  takeUp({ text, point, photos }: Begun): void {
    this.restore(text)
    if (point) this.location.place = { ...this.location.place, ...point }
    void this.photos.list.takeUp(photos)
  }

  clear(): void {
    this.description.text = ''
    this.matter.value = undefined
    this.photos.list.clear()
    this.location.clear()
    this.contact.set({})
  }

  /** Shows a saved draft. */
  take(
    { matterCode, description = '', location, contact, attachments = [] }: Draft,
    gateway: TicketGateway,
  ): void {
    this.matter.value = matterCode
    this.description.text = description
    if (location) this.location.place = placeOf(location)
    if (contact) this.contact.set(contact)
    void this.photos.list.restore(attachments, gateway)
  }

  /** Puts remembered text into fields that are empty; tells whether there was any that still fits. */
  restore({ matterCode, description, address }: UnsentText): boolean {
    const known = matterCode !== undefined && this.around.matters().some(({ code }) => code === matterCode)
    if (known && !this.matter.value) this.matter.value = matterCode
    if (description && !this.description.text) this.description.text = description
    const { place } = this.location
    if (address && !place.address) this.location.place = { ...place, address }
    return Boolean(known || description || address)
  }

  /** To the first that something is wrong with, in their order. */
  focusFirst(problems: Problems): void {
    const first = formFields.find((field) => problems[field] !== undefined)
    if (first) this[first].focus()
  }

  render(problems: Problems, disabled: boolean): TemplateResult {
    const t = messagesIn(formMessages, this.#host.locale)
    const look = (field: FormField, required: boolean) => ({
      label: t[field],
      required,
      disabled,
      error: problems[field],
    })
    const { matter } = this.matter
    return html`${this.asksCommunity ? this.community.render(look('community', true)) : nothing}
    ${this.matter.render(look('matter', true))}
    ${this.asksPhotos ? this.photos.render(look('photos', matter?.whistleEvidence === 'required')) : nothing}
    ${this.location.render(look('location', true))}
    ${this.#asks('description') ? this.description.render(look('description', false)) : nothing}
    ${this.around.takesContacts() ? this.contact.render(look('contact', false)) : nothing}`
  }
}
