/** `.badge` with a `data-tone` of tone.ts, for statuses and warnings; `.badges` lines them up. */
import { css } from 'lit'

export const badges = css`
  .badges {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--_whistle-space-1);
    padding-block-start: 0.15em;
    padding-block-end: 0.15em;
    padding-inline-start: 0.7em;
    padding-inline-end: 0.7em;
    border: 1px solid transparent;
    border-radius: 2em;
    background: var(--_whistle-hover);
    color: var(--_whistle-text);
    font-size: var(--_whistle-text-s);
    font-weight: 600;
    line-height: 1.5;
    white-space: nowrap;
  }
  .badge[data-tone='info'] {
    background: var(--_whistle-accent-soft);
    color: var(--_whistle-accent-text);
  }
  .badge[data-tone='success'] {
    background: var(--_whistle-success-soft);
    color: var(--_whistle-success);
  }
  .badge[data-tone='warning'] {
    background: var(--_whistle-warning-soft);
    color: var(--_whistle-warning);
  }
  .badge[data-tone='danger'] {
    background: var(--_whistle-danger-soft);
    color: var(--_whistle-danger);
  }
  @media (forced-colors: active) {
    .badge {
      border-color: currentColor;
    }
  }
`
