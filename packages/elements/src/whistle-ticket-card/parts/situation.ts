/** What the whistler reported: description, photos, where it is, and whom to ask, for those who may know. */
import type { Location } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { personIcon, phoneIcon, pinIcon } from '../../internal/icons.ts'
import type { CardContext } from './context.ts'

export function situation(it: CardContext): TemplateResult {
  const { ticket, t } = it
  const { description, attachments, location, contact } = ticket.draft
  return html`<section class="section">
    <h3 class="section-title">${t.situation}</h3>
    <p class="text">${description ?? html`<span class="muted">${t.noDescription}</span>`}</p>
    ${it.pictures(attachments, t.situation)} ${location ? place(location, it) : nothing}
    ${
      contact && (contact.name || contact.phone)
        ? html`<div class="contact">
            <p>
              ${personIcon}<span>${contact.name ?? t.contact}</span>
              ${
                contact.phone
                  ? html`<a href="tel:${contact.phone.replace(/[ -]/g, '')}">${phoneIcon}${contact.phone}</a>`
                  : nothing
              }
            </p>
            <p class="muted">${t.confidential}</p>
          </div>`
        : nothing
    }
  </section>`
}

function place(location: Location, { t, unitName }: CardContext): TemplateResult {
  const { address, lng, lat, crs, accuracyMetres, communityId } = location
  const point =
    lng !== undefined && lat !== undefined
      ? [
          t.coordinates(lng.toFixed(6), lat.toFixed(6)),
          t.crs[crs],
          ...(accuracyMetres === undefined ? [] : [t.accuracy(Math.round(accuracyMetres))]),
        ].join(' · ')
      : undefined
  return html`<div class="place">
    ${pinIcon}
    <div>
      <p>${address ?? unitName(communityId)}</p>
      ${point ? html`<p class="muted">${point}</p>` : nothing}
    </div>
  </div>`
}
