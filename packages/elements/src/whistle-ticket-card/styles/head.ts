/** What it is about, where it stands, and what happens next. */
import { css } from 'lit'

export const headStyles = css`
  .header {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-3);
  }
  .heading {
    font-size: calc(var(--_whistle-size) * 1.5);
    font-weight: 700;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .number {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .badge .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    margin-block-start: var(--_whistle-space-2);
  }
  .steps li {
    position: relative;
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-1);
    font-size: var(--_whistle-text-s);
    color: var(--_whistle-muted);
    text-align: center;
  }
  .steps i {
    position: relative;
    z-index: 1;
    display: grid;
    place-items: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border: 2px solid var(--_whistle-border);
    border-radius: 50%;
    background: var(--_whistle-surface);
  }
  .steps i .icon {
    inline-size: 1em;
    block-size: 1em;
    stroke-width: 3;
  }
  .steps li::before {
    content: '';
    position: absolute;
    inset-block-start: calc(0.875em - 1px);
    inset-inline-end: 50%;
    inline-size: 100%;
    block-size: 2px;
    background: var(--_whistle-border);
  }
  .steps li:first-child::before {
    content: none;
  }
  .steps [data-step='done'] i {
    border-color: var(--_whistle-accent);
    background: var(--_whistle-accent);
    color: var(--_whistle-on-accent);
  }
  .steps [data-step='done']::before,
  .steps [data-step='now']::before {
    background: var(--_whistle-accent);
  }
  .steps [data-step='now'] {
    color: var(--_whistle-accent-text);
    font-weight: 650;
  }
  .steps [data-step='now'] i {
    border-color: var(--_whistle-accent);
    box-shadow: 0 0 0 4px var(--_whistle-accent-soft);
  }
  .steps [data-step='now'] i::after {
    content: '';
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    background: var(--_whistle-accent);
  }
  .next {
    display: flex;
    gap: var(--_whistle-space-3);
    padding-block-start: var(--_whistle-space-3);
    padding-block-end: var(--_whistle-space-3);
    padding-inline-start: var(--_whistle-space-4);
    padding-inline-end: var(--_whistle-space-4);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-sunken);
  }
  .next .icon {
    margin-block-start: 0.15em;
  }
  .next-text {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: var(--_whistle-space-3);
    min-inline-size: 0;
  }
  .next[data-tone='info'] {
    background: var(--_whistle-accent-soft);
    color: var(--_whistle-accent-text);
  }
  .next[data-tone='success'] {
    background: var(--_whistle-success-soft);
    color: var(--_whistle-success);
  }
  .next[data-tone='warning'] {
    background: var(--_whistle-warning-soft);
    color: var(--_whistle-warning);
  }
  .next[data-tone='danger'] {
    background: var(--_whistle-danger-soft);
    color: var(--_whistle-danger);
  }

  @media (max-width: 480px) {
    .number {
      margin-inline-start: 0;
    }
  }
  @media (forced-colors: active) {
    .steps [data-step='done'] i,
    .steps [data-step='now'] i {
      border-color: Highlight;
    }
  }
`
