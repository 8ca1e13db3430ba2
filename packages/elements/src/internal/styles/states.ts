/** What stands where content will be, is missing, or failed: `.skeleton`, `.empty`, `.notice` with a `data-tone`. */
import { css } from 'lit'

export const states = css`
  .skeleton {
    display: block;
    min-block-size: 1em;
    border-radius: var(--_whistle-radius-s);
    background: var(--_whistle-hover);
    animation: whistle-breathe 1.4s ease-in-out infinite alternate;
  }
  .waiting {
    display: grid;
    gap: var(--_whistle-space-3);
  }
  .waiting > .skeleton {
    block-size: var(--_whistle-target);
  }
  @keyframes whistle-breathe {
    to {
      opacity: 0.45;
    }
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-3);
    padding-block-start: var(--_whistle-space-6);
    padding-block-end: var(--_whistle-space-6);
    color: var(--_whistle-muted);
    text-align: center;
  }
  .empty .icon {
    inline-size: 2.5em;
    block-size: 2.5em;
    stroke-width: 1.25;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2) var(--_whistle-space-3);
    padding-block-start: var(--_whistle-space-3);
    padding-block-end: var(--_whistle-space-3);
    padding-inline-start: var(--_whistle-space-4);
    padding-inline-end: var(--_whistle-space-4);
    border: 1px solid transparent;
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-sunken);
    color: var(--_whistle-text);
  }
  .notice > .notice-text {
    flex: 1 1 12em;
    overflow-wrap: anywhere;
  }
  .notice[data-tone='info'] {
    background: var(--_whistle-accent-soft);
    color: var(--_whistle-accent-text);
  }
  .notice[data-tone='success'] {
    background: var(--_whistle-success-soft);
    color: var(--_whistle-success);
  }
  .notice[data-tone='warning'] {
    background: var(--_whistle-warning-soft);
    color: var(--_whistle-warning);
  }
  .notice[data-tone='danger'] {
    background: var(--_whistle-danger-soft);
    color: var(--_whistle-danger);
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .notice,
    .skeleton {
      border: 1px solid currentColor;
    }
  }
`
