/** `.card` on the page, `.panel` sunk into a card, `.title`, `.muted`, and `.rows`: a list of label and value. */
import { css } from 'lit'

export const cards = css`
  .card {
    padding: var(--_whistle-space-5);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius-l);
    background: var(--_whistle-surface);
    box-shadow: var(--_whistle-shadow);
  }
  .panel {
    padding: var(--_whistle-space-4);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-sunken);
  }
  .stack {
    display: grid;
    gap: var(--_whistle-space-4);
  }
  .title {
    font-size: var(--_whistle-text-l);
    font-weight: 700;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .muted {
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .rows {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--_whistle-space-2) var(--_whistle-space-4);
  }
  .rows dt {
    color: var(--_whistle-muted);
  }
  .rows dd {
    overflow-wrap: anywhere;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media (max-width: 480px) {
    .card {
      padding: var(--_whistle-space-4);
    }
  }
`
