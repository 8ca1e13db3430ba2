/** How long there is, and what may be done. */
import { css } from 'lit'

export const clockStyles = css`
  .now,
  .acting {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_whistle-space-4);
  }
  .clocks {
    display: grid;
    align-content: start;
    gap: var(--_whistle-space-3);
  }
  .clock {
    --clock-colour: var(--_whistle-accent);
    display: grid;
    align-content: start;
    gap: var(--_whistle-space-1);
    padding: var(--_whistle-space-4);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius);
  }
  .clock[data-tone='warning'] {
    --clock-colour: var(--_whistle-warning);
    border-color: var(--clock-colour);
  }
  .clock[data-tone='danger'] {
    --clock-colour: var(--_whistle-danger);
    border-color: var(--clock-colour);
  }
  .clock[data-tone='neutral'] {
    --clock-colour: var(--_whistle-muted);
  }
  .clock-name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2);
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .clock-name > .icon {
    color: var(--clock-colour);
  }
  .clock-left {
    font-size: var(--_whistle-text-xl);
    font-weight: 700;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    color: var(--clock-colour);
  }
  .clock-due {
    font-size: var(--_whistle-text-s);
  }
  .bar {
    inline-size: 100%;
    block-size: 6px;
    border-radius: 3px;
    margin-block-start: var(--_whistle-space-1);
  }
  .bar-all {
    fill: var(--_whistle-hover);
  }
  .bar-gone {
    fill: var(--clock-colour);
  }
  .clock details {
    font-size: var(--_whistle-text-s);
  }
  .clock details > p {
    margin-block-start: var(--_whistle-space-2);
  }

  summary {
    display: flex;
    align-items: center;
    min-block-size: 32px;
    color: var(--_whistle-accent-text);
    cursor: pointer;
    border-radius: var(--_whistle-radius-s);
  }
  summary::before {
    content: '';
    flex: none;
    inline-size: 0.45em;
    block-size: 0.45em;
    margin-inline-start: 0.15em;
    margin-inline-end: 0.6em;
    border-block-end: 2px solid currentColor;
    border-inline-end: 2px solid currentColor;
    transform: rotate(-45deg);
    transition: transform var(--_whistle-motion);
  }
  details[open] > summary::before {
    transform: rotate(45deg);
  }
  summary::-webkit-details-marker {
    display: none;
  }

  .actions {
    display: grid;
    gap: var(--_whistle-space-3);
  }
  .actions .button-row {
    gap: var(--_whistle-space-2);
  }
  .reasons {
    display: grid;
    gap: var(--_whistle-space-1);
  }

  @media (max-width: 480px) {
    .actions .button[data-kind='primary'],
    .actions .button[data-kind='whistle'] {
      flex: 1 0 100%;
    }
    .actions .button {
      flex: 1 1 auto;
    }
  }
  @media (forced-colors: active) {
    .bar-gone {
      fill: Highlight;
    }
  }
`
