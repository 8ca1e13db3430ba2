/** Small pictures of photos, wherever they are: here, or at the backend. */
import type { AttachmentRef } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { photoIcon } from '../internal/icons.ts'
import type { ItemContext } from './item-context.ts'

export function pictures(
  refs: readonly AttachmentRef[],
  { photoUrl }: ItemContext,
): TemplateResult | typeof nothing {
  if (refs.length === 0) return nothing
  return html`<p class="pictures">
    ${refs.map(({ sha256 }) => {
      const url = photoUrl(sha256)
      return html`<span class="picture" data-photo=${sha256}
        >${url ? html`<img src=${url} alt="" />` : photoIcon}</span
      >`
    })}
  </p>`
}
