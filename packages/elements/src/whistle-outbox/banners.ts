/** What stands above and below the list: why nothing is sent just now, and how much room there is. */
import type { OutboxPause, OutboxSpace } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { notice } from '../internal/views.ts'
import type { OutboxMessages } from './messages.ts'

const lowSpaceBytes = 50 * 1024 * 1024

export function pauseBanner(
  { reason }: OutboxPause,
  t: OutboxMessages,
  onSignIn: () => void,
): TemplateResult {
  const button = (label: string, onClick: () => void) =>
    html`<button class="button" type="button" @click=${onClick}>${label}</button>`
  const action =
    reason === 'signIn'
      ? button(t.signIn, onSignIn)
      : reason === 'outdated'
        ? button(t.reload, () => location.reload())
        : undefined
  return notice(reason === 'offline' ? 'info' : 'warning', t.pauses[reason], action)
}

export function spaceLine(
  { usedBytes, quotaBytes, persistent }: OutboxSpace,
  t: OutboxMessages,
): TemplateResult {
  const left = quotaBytes - usedBytes
  return html`<p class="muted">
      ${t.space(sizeWord(usedBytes), sizeWord(left))} ${persistent ? nothing : t.notPersistent}
    </p>
    ${left < lowSpaceBytes ? notice('warning', t.lowSpace) : nothing}`
}

function sizeWord(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  const [size, unit] = megabytes < 1000 ? [megabytes, 'MB'] : [megabytes / 1024, 'GB']
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`
}
