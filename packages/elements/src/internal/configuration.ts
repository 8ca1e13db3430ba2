/**
 * What holds for the whole page, shared by every copy of this library on it.
 *
 * Elements subscribe and read again at every change, so the order of script, elements and configuration does not matter.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { MessageOverrides } from './i18n/catalogue.ts'

export interface Configuration {
  /** The backend of every element that has no nearer one. */
  gateway?: TicketGateway | undefined
  /** Wording of this city, in place of the built-in texts: `{ 'zh-CN': { rating: { submit: '提交评哨' } } }`. */
  messages?: MessageOverrides | undefined
}

interface Shared {
  configuration: Configuration
  listeners: Set<() => void>
}

const key = Symbol.for('chuishao.configuration.1')
const page = globalThis as typeof globalThis & { [key]?: Shared }

const shared = (): Shared => (page[key] ??= { configuration: {}, listeners: new Set() })

/** Sets page-wide configuration; keys that are not named stay as they are. */
export function configure(change: Configuration): void {
  Object.assign(shared().configuration, change)
  announceChange()
}

export const configuration = (): Readonly<Configuration> => shared().configuration

/** Tells all elements to read their surroundings again. */
export function announceChange(): void {
  for (const listener of [...shared().listeners]) listener()
}

/** Answers the function that ends it. */
export function onConfigurationChange(listener: () => void): () => void {
  shared().listeners.add(listener)
  return () => shared().listeners.delete(listener)
}
