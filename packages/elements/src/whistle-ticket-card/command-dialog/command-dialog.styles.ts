import { css } from 'lit'

export const commandDialogStyles = css`
  :host {
    display: contents;
  }
  .dialog {
    font-size: var(--_whistle-text-m);
    text-align: start;
  }
  .about {
    padding-block-end: var(--_whistle-space-3);
    border-block-end: 1px solid var(--_whistle-border);
    color: var(--_whistle-muted);
    overflow-wrap: anywhere;
  }
  .about b {
    color: var(--_whistle-text);
  }
  .limit {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr);
    gap: var(--_whistle-space-2);
  }
  /* The way out stays in reach while a long form scrolls, and with it what went wrong. */
  .dialog-actions {
    position: sticky;
    inset-block-end: calc(var(--_whistle-space-5) * -1);
    padding-block-start: var(--_whistle-space-3);
    padding-block-end: var(--_whistle-space-3);
    margin-block-end: calc(var(--_whistle-space-3) * -1);
    background: var(--_whistle-surface);
  }
  .dialog-actions > .notice {
    flex: 1 0 100%;
  }
`
