/** `.button` with a `data-kind`: `primary`, `whistle` (the one main act), `danger`, `quiet`; `.icon-button`; `.button-row`. */
import { css } from 'lit'

export const buttons = css`
  .button,
  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_whistle-space-2);
    min-block-size: var(--_whistle-target);
    min-inline-size: var(--_whistle-target);
    padding-block-start: var(--_whistle-space-2);
    padding-block-end: var(--_whistle-space-2);
    padding-inline-start: var(--_whistle-space-4);
    padding-inline-end: var(--_whistle-space-4);
    border: 1px solid var(--_whistle-control);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-surface);
    color: var(--_whistle-text);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    user-select: none;
    transition:
      background-color var(--_whistle-motion),
      border-color var(--_whistle-motion),
      color var(--_whistle-motion),
      box-shadow var(--_whistle-motion);
  }
  .button:hover,
  .icon-button:hover {
    background: var(--_whistle-hover);
  }
  .button[data-kind='primary'] {
    border-color: var(--_whistle-accent);
    background: var(--_whistle-accent);
    color: var(--_whistle-on-accent);
  }
  .button[data-kind='primary']:hover {
    border-color: var(--_whistle-accent-hover);
    background: var(--_whistle-accent-hover);
  }
  .button[data-kind='whistle'] {
    border-color: var(--_whistle-whistle);
    background: var(--_whistle-whistle);
    color: var(--_whistle-on-whistle);
    font-size: var(--_whistle-text-l);
    min-block-size: calc(var(--_whistle-target) * 1.15);
    padding-inline-start: var(--_whistle-space-5);
    padding-inline-end: var(--_whistle-space-5);
  }
  .button[data-kind='whistle']:hover {
    border-color: var(--_whistle-whistle-hover);
    background: var(--_whistle-whistle-hover);
  }
  .button[data-kind='danger'] {
    border-color: var(--_whistle-danger);
    color: var(--_whistle-danger);
  }
  .button[data-kind='danger']:hover {
    background: var(--_whistle-danger-soft);
  }
  .button[data-kind='quiet'],
  .icon-button {
    border-color: transparent;
    background: transparent;
    color: var(--_whistle-accent-text);
  }
  .button[data-kind='quiet']:hover,
  .icon-button:hover {
    background: var(--_whistle-accent-soft);
  }
  .icon-button {
    padding: var(--_whistle-space-2);
    color: var(--_whistle-muted);
  }
  .button:disabled,
  .icon-button:disabled,
  .button[aria-disabled='true'] {
    border-color: var(--_whistle-border);
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    cursor: not-allowed;
  }
  .button[data-wide] {
    inline-size: 100%;
  }
  .button-row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-3);
  }
  .spinner {
    inline-size: 1.1em;
    block-size: 1.1em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: whistle-spin 800ms linear infinite;
  }
  @keyframes whistle-spin {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }
  @media (forced-colors: active) {
    .button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
`
