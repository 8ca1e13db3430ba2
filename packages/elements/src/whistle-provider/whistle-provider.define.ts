import { WhistleProvider } from './whistle-provider.ts'

declare global {
  interface HTMLElementTagNameMap {
    'whistle-provider': WhistleProvider
  }
}

WhistleProvider.define()
