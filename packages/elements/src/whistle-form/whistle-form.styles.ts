import { css } from 'lit'

export const formStyles = css`
  .sheet {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--_whistle-space-5);
  }
  .form-head {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-3);
  }
  .form-head > .icon {
    inline-size: 2.4em;
    block-size: 2.4em;
    padding: 0.5em;
    border-radius: 50%;
    background: var(--_whistle-whistle);
    color: var(--_whistle-on-whistle);
  }
  .form-head > .button {
    margin-inline-start: auto;
  }
  .form-title {
    font-size: var(--_whistle-text-xl);
    font-weight: 700;
    line-height: 1.3;
  }
  /* The answers, and beside them, where there is room, what they lead to. */
  .answers {
    flex: 999 1 22em;
  }
  .outcome {
    flex: 1 1 17em;
    display: grid;
    gap: var(--_whistle-space-3);
  }
  .place,
  .contact {
    display: grid;
    gap: var(--_whistle-space-3);
  }
  .place > .error {
    margin-block-start: 0;
  }
  .locate-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2) var(--_whistle-space-3);
  }
  .locate-row > .button {
    border-color: transparent;
    background: var(--_whistle-accent-soft);
    color: var(--_whistle-accent-text);
  }
  .locate-row > .button:hover {
    border-color: var(--_whistle-accent);
  }
  .locate-row > .muted {
    flex: 1 1 12em;
  }
  .position {
    display: flex;
    align-items: center;
    gap: var(--_whistle-space-3);
    padding-block-start: var(--_whistle-space-1);
    padding-block-end: var(--_whistle-space-1);
    padding-inline-start: var(--_whistle-space-3);
    padding-inline-end: var(--_whistle-space-1);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-success-soft);
  }
  .position .icon-button {
    color: var(--_whistle-text);
  }
  .position .icon-button:disabled {
    visibility: hidden;
  }
  .position > .icon {
    color: var(--_whistle-success);
  }
  .position-text {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_whistle-space-2);
    min-inline-size: 0;
  }
  .position-text > strong {
    color: var(--_whistle-success);
  }
  .position-text > small {
    color: var(--_whistle-text);
    font-size: var(--_whistle-text-s);
    font-variant-numeric: tabular-nums;
  }
  .coordinates {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--_whistle-space-3);
    padding-block-end: var(--_whistle-space-3);
  }
  .coordinates > :first-child {
    grid-column: 1 / -1;
  }
  .more > summary {
    display: flex;
    align-items: center;
    min-block-size: var(--_whistle-target);
    inline-size: fit-content;
    padding-inline-end: var(--_whistle-space-2);
    border-radius: var(--_whistle-radius-s);
    color: var(--_whistle-accent-text);
    list-style: none;
    cursor: pointer;
  }
  .more > summary::-webkit-details-marker {
    display: none;
  }
  .more > summary::before {
    content: '';
    flex: none;
    inline-size: 0.45em;
    block-size: 0.45em;
    margin-inline-start: 0.25em;
    margin-inline-end: 0.65em;
    border: solid currentColor;
    border-width: 0;
    border-block-end-width: 1.5px;
    border-inline-end-width: 1.5px;
    transform: rotate(-45deg);
    transition: transform var(--_whistle-motion);
  }
  .more[open] > summary::before {
    transform: rotate(45deg);
  }
  .more .mark {
    margin-inline-start: var(--_whistle-space-1);
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .label-row {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_whistle-space-3);
  }
  .counter {
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
    font-variant-numeric: tabular-nums;
  }
  .preview,
  .why {
    display: grid;
    gap: var(--_whistle-space-2);
  }
  .preview-unit {
    display: flex;
    align-items: center;
    gap: var(--_whistle-space-2);
    font-size: var(--_whistle-text-l);
    font-weight: 700;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .preview-unit > .icon {
    color: var(--_whistle-accent);
  }
  .limits {
    display: grid;
    gap: var(--_whistle-space-2);
    padding-block-start: var(--_whistle-space-3);
    border-block-start: 1px solid var(--_whistle-border);
  }
  .limits > div {
    display: flex;
    gap: var(--_whistle-space-3);
  }
  .limits dt {
    flex: none;
    color: var(--_whistle-muted);
  }
  .limits dd {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: flex-end;
    gap: 0 var(--_whistle-space-2);
    text-align: end;
  }
  .limits time {
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .why {
    padding-block-end: var(--_whistle-space-2);
    font-size: var(--_whistle-text-s);
  }
  .closing {
    padding-block-start: var(--_whistle-space-3);
    border-block-start: 1px solid var(--_whistle-border);
  }
  .closing .text {
    font-size: var(--_whistle-text-s);
  }
  .preview-empty {
    color: var(--_whistle-muted);
  }
  .send-row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-3);
  }
  .send-row > [data-kind='whistle'] {
    flex: 3 1 11em;
    min-block-size: calc(var(--_whistle-target) * 1.3);
  }
  .send-row > :not([data-kind='whistle']) {
    flex: 1 1 7em;
  }
  .send-row > [aria-disabled='true'] {
    cursor: progress;
  }
  /* It is at work, not out of reach. */
  .send-row > [data-kind='whistle'][aria-disabled='true'] {
    border-color: var(--_whistle-whistle-hover);
    background: var(--_whistle-whistle-hover);
    color: var(--_whistle-on-whistle);
  }
  .restored {
    flex: 1 1 100%;
  }
  .sent {
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-2);
    padding-block-start: var(--_whistle-space-5);
    padding-block-end: var(--_whistle-space-5);
    text-align: center;
  }
  .sent > .icon {
    inline-size: 4em;
    block-size: 4em;
    stroke-width: 1.3;
    color: var(--_whistle-success);
  }
  .sent > .title {
    font-size: var(--_whistle-text-xl);
  }
  .sent code {
    overflow-wrap: anywhere;
    color: var(--_whistle-text);
  }
  .sent > .button-row {
    justify-content: center;
    margin-block-start: var(--_whistle-space-4);
  }
  .outcome > .error {
    margin-block-start: 0;
  }
  @media (max-width: 480px) {
    .answers {
      gap: var(--_whistle-space-4);
    }
  }
  @media (min-width: 720px) {
    .outcome {
      position: sticky;
      inset-block-start: var(--_whistle-space-4);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .sent > .icon {
      animation: whistle-arrive 320ms ease-out;
    }
    @keyframes whistle-arrive {
      from {
        opacity: 0;
        transform: scale(0.7);
      }
    }
  }
  @media (forced-colors: active) {
    .preview,
    .position {
      border: 1px solid CanvasText;
    }
  }
`
