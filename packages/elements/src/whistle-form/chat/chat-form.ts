/** What an import from chat needs of the form around it. */
import type { Contact, Crs, Matter, Unit } from '@chuishao/core/ticket'
import type { Place } from '../place.ts'

export interface ChatForm {
  /** Nothing has been filled in yet, and it can be. */
  isEmpty(): boolean
  matters(): readonly Matter[]
  units(): readonly Unit[]
  crs(): Crs
  /** For whom is whistled. */
  communityId(): string | undefined
  /** Whether the matter that is chosen takes photos. */
  takesPhotos(): boolean
  edited(): void
  /** Tells a screen reader. */
  announce(text: string): void
  /** Whether the form asks for the community. */
  asksCommunity(): boolean
  /** The fields themselves. */
  community: { value: string | undefined }
  matter: { value: string | undefined }
  location: { place: Place }
  description: { text: string }
  contact: { readonly name: string; readonly phone: string; set(contact: Contact): void }
  photos: {
    add(files: Iterable<File>): Promise<void>
    readonly list: { readonly photos: readonly unknown[] }
  }
}
