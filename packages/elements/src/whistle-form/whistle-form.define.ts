import { WhistleForm } from './whistle-form.ts'

declare global {
  interface HTMLElementTagNameMap {
    'whistle-form': WhistleForm
  }
}

WhistleForm.define()
