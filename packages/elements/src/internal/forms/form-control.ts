/**
 * Base of the controls that a page can place in its own `<form>`: rating, photos, location, matter.
 *
 * The value reaches the form the moment it is set, not at the next rendering. Validity is that of the form's own
 * constraint validation, so that the page's submit button, `:invalid` and `reportValidity` behave as with native controls.
 */
import { LitElement } from 'lit'
import { property, state } from 'lit/decorators.js'
import { booleanAttribute } from '../attributes.ts'
import { WhistleElement } from '../whistle-element.ts'

/** Why a value cannot be sent. */
export interface Problem {
  flags: ValidityStateFlags
  /** In the language of the element. */
  message: string
  /** Selects, in the shadow root, the control that the browser points at. */
  anchor?: string
}

export abstract class WhistleFormControl extends WhistleElement {
  static readonly formAssociated = true
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  }

  /** Key in the form's data. */
  @property({ reflect: true }) name = ''
  /** Whether the form needs an answer. */
  @property({ converter: booleanAttribute }) required = false
  @property({ converter: booleanAttribute, reflect: true }) disabled = false

  /** Whether problems are shown: not before somebody tried to send. */
  @state() protected showsProblems = false
  @state() protected disabledByForm = false

  protected readonly internals: ElementInternals = this.attachInternals()

  constructor() {
    super()
    this.addEventListener('invalid', () => (this.showsProblems = true))
  }

  get form(): HTMLFormElement | null {
    return this.internals.form
  }
  get validity(): ValidityState {
    return this.internals.validity
  }
  get validationMessage(): string {
    return this.internals.validationMessage
  }
  get willValidate(): boolean {
    return this.internals.willValidate
  }
  checkValidity(): boolean {
    return this.internals.checkValidity()
  }
  reportValidity(): boolean {
    return this.internals.reportValidity()
  }

  /** What the form sends; null sends nothing. */
  protected abstract formValue(): string | FormData | null
  /** What is wrong with the present value, first problem first. */
  protected abstract problem(): Problem | undefined
  /** Back to the attribute's value. */
  protected abstract resetValue(): void

  protected get isDisabled(): boolean {
    return this.disabled || this.disabledByForm
  }

  /** Call after every change of the value. */
  protected syncForm(): void {
    this.internals.setFormValue(this.formValue())
    this.syncValidity()
  }

  protected syncValidity(): void {
    const problem = this.problem()
    if (!problem) return this.internals.setValidity({})
    const anchor = problem.anchor ? this.shadowRoot?.querySelector<HTMLElement>(problem.anchor) : undefined
    if (anchor) this.internals.setValidity(problem.flags, problem.message, anchor)
    else this.internals.setValidity(problem.flags, problem.message)
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    // To the platform, disabled="false" is disabled.
    if (name === 'disabled' && value === 'false') return this.removeAttribute('disabled')
    super.attributeChangedCallback(name, old, value)
  }

  formResetCallback(): void {
    this.showsProblems = false
    this.resetValue()
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled
  }

  // After rendering, because the message follows the language and the anchor has to exist.
  protected override updated(): void {
    this.syncValidity()
  }
}
