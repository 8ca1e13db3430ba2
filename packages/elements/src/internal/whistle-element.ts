/** What all elements share: tokens, the language and theme around them, texts, dates, and typed events. */
import type { Freshness } from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import { LitElement, nothing, type CSSResultGroup, type CSSResultOrNative, type TemplateResult } from 'lit'
import { define, type WhistleElementClass } from './define.ts'
import { messagesIn, type Catalogue } from './i18n/catalogue.ts'
import { common } from './i18n/common.ts'
import { formatsFor, type Formats } from './i18n/formats.ts'
import type { Locale } from './i18n/locale.ts'
import { applyTheme, tokens } from './styles/tokens.ts'
import { SurroundingsController } from './surroundings.ts'
import { version } from './version.ts'
import { notice } from './views.ts'

export abstract class WhistleElement extends LitElement {
  static readonly tag: string
  static readonly version: string = version

  /** Registers this element under its usual tag, or another one. Silent where this version is registered already. */
  static define(this: WhistleElementClass, tag?: string, registry?: CustomElementRegistry): void {
    define(this, tag, registry)
  }

  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return super.finalizeStyles(styles ? [tokens, styles] : [tokens])
  }

  readonly #surroundings = new SurroundingsController(this, (theme) => {
    if (this.shadowRoot) applyTheme(this.shadowRoot, theme)
  })

  /** The language this element speaks: that of the nearest `lang`. */
  get locale(): Locale {
    return this.#surroundings.locale
  }

  /** Texts of a catalogue in the language of this element. */
  protected text<M extends object>(catalogue: Catalogue<M>): M {
    return messagesIn(catalogue, this.locale)
  }

  /** Picks the language of a sentence that came with data: a rejection, an error, a policy's label. */
  protected say(sentence: Sentence): string {
    return this.locale === 'en' ? sentence.en : sentence.zh
  }

  protected get formats(): Formats {
    return formatsFor(this.locale)
  }

  /** Says how old something is that does not come fresh from the backend. */
  protected age({ asOf }: Freshness = {}): TemplateResult | typeof nothing {
    return asOf ? notice('info', this.text(common).asOf(this.formats.dateTime(asOf))) : nothing
  }

  /** Fires an event that bubbles out of every shadow root; answers false where a host vetoed it. */
  protected emit<Name extends keyof HTMLElementEventMap>(
    name: Name,
    ...[detail, options]: HTMLElementEventMap[Name] extends CustomEvent<infer Detail>
      ? [detail: Detail, options?: { cancelable?: boolean }]
      : never
  ): boolean {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail, ...options }))
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot()
    if (this.shadowRoot) applyTheme(this.shadowRoot, this.#surroundings.theme)
    return root
  }
}
