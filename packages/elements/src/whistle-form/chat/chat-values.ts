/**
 * The fields of the form as texts that an import puts in and takes out again. It remembers what each was before, so that
 * all of it can be undone, and leaves alone what a person has changed since.
 */
import type { FormFields } from '../form-fields.ts'
import type { ChatField } from './suggestions.ts'

interface Value {
  get(): string
  set(text: string): void
}

type Slot = Exclude<ChatField, 'time'>

export class ChatValues {
  readonly #values: Record<Slot, Value>
  readonly #changes = new Map<Slot, { before: string; after: string }>()

  constructor({ community, matter, location, description, contact }: FormFields) {
    this.#values = {
      community: {
        get: () => community.value ?? '',
        set: (id) => (community.value = id || undefined),
      },
      matter: { get: () => matter.value ?? '', set: (code) => (matter.value = code || undefined) },
      address: {
        get: () => location.place.address,
        set: (address) => (location.place = { ...location.place, address }),
      },
      description: { get: () => description.text, set: (text) => (description.text = text) },
      name: { get: () => contact.name, set: (name) => contact.set({ phone: contact.phone, name }) },
      phone: { get: () => contact.phone, set: (phone) => contact.set({ name: contact.name, phone }) },
    }
  }

  /** Whether nobody, or only the import itself, has filled the field in. */
  isFree(field: ChatField): boolean {
    if (field === 'time') return true
    const now = this.#values[field].get().trim()
    return now === '' || now === this.#changes.get(field)?.after.trim()
  }

  has(field: ChatField, value: string): boolean {
    if (field === 'time' || field === 'description') return this.#values.description.get().includes(value)
    return this.#values[field].get().trim() === value
  }

  /** A time, and a text where there is one already, stand in a line of their own below it. */
  put(field: ChatField, value: string): void {
    if (field !== 'time' && field !== 'description') return this.#set(field, value)
    const text = this.#values.description.get().trim()
    this.#set('description', text ? `${text}\n${value}` : value)
  }

  takeOut(field: ChatField, value: string): void {
    if (field !== 'time' && field !== 'description') return this.#set(field, '')
    const text = this.#values.description.get()
    this.#set('description', text.replace(`\n${value}`, '').replace(value, '').trim())
  }

  /** A number that went to the contact stands no longer in the description, and the other way round. */
  move(words: string, into: 'contact' | 'description'): void {
    const text = this.#values.description.get()
    if (into === 'contact' && text.includes(words)) this.#set('description', text.replace(words, '').trim())
    if (into === 'description' && words && !text.includes(words)) this.put('description', words)
  }

  undo(): void {
    for (const [field, { before, after }] of this.#changes)
      if (this.#values[field].get() === after) this.#values[field].set(before)
    this.#changes.clear()
  }

  forget(): void {
    this.#changes.clear()
  }

  #set(field: Slot, text: string): void {
    const before = this.#changes.get(field)?.before ?? this.#values[field].get()
    this.#values[field].set(text)
    this.#changes.set(field, { before, after: text })
  }
}
