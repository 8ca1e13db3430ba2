import { WhistleRating } from './whistle-rating.ts'

declare global {
  interface HTMLElementTagNameMap {
    'whistle-rating': WhistleRating
  }
}

WhistleRating.define()
