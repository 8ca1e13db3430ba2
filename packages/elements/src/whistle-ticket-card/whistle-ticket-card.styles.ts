import { css } from 'lit'

export const cardStyles = css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-5);
    container-type: inline-size;
  }

  /* Head */
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

  /* How long, and what to do */
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

  /* Actions */
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

  /* Sections */
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-5);
  }
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_whistle-space-5);
  }
  @container (min-width: 720px) {
    .now {
      display: flex;
      align-items: flex-start;
    }
    .clocks {
      flex: 0 0 20em;
    }
    .acting {
      flex: 1;
    }
    .columns {
      grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr);
    }
  }
  .section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-3);
    padding-block-start: var(--_whistle-space-4);
    border-block-start: 1px solid var(--_whistle-border);
  }
  .section-title {
    font-size: var(--_whistle-text-m);
    font-weight: 700;
    color: var(--_whistle-text);
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_whistle-space-2);
  }
  details.section {
    display: block;
  }
  .facts[open] > dl {
    margin-block-start: var(--_whistle-space-3);
  }
  .facts .rows {
    grid-template-columns: minmax(0, 1fr);
    gap: 0;
    font-size: var(--_whistle-text-s);
  }
  .facts dd {
    margin-block-end: var(--_whistle-space-3);
  }
  .place,
  .party {
    display: flex;
    gap: var(--_whistle-space-3);
  }
  .place > .icon,
  .party > .icon {
    margin-block-start: 0.15em;
    color: var(--_whistle-muted);
  }
  .contact {
    display: grid;
    gap: var(--_whistle-space-1);
    padding: var(--_whistle-space-3);
    border: 1px dashed var(--_whistle-control);
    border-radius: var(--_whistle-radius);
  }
  .contact p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2);
  }
  .contact a {
    display: inline-flex;
    align-items: center;
    gap: var(--_whistle-space-1);
    min-block-size: var(--_whistle-target);
    margin-inline-start: auto;
    color: var(--_whistle-accent-text);
    font-variant-numeric: tabular-nums;
  }
  .parties {
    display: grid;
    gap: var(--_whistle-space-3);
  }
  .party > div {
    display: grid;
    justify-items: start;
    gap: 2px;
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }
  .answer {
    display: grid;
    align-content: start;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-2);
  }
  .answer[data-former] {
    background: transparent;
    border: 1px solid var(--_whistle-border);
  }
  .ratings {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: var(--_whistle-space-3);
  }
  .stars {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 1px;
    color: var(--_whistle-control);
  }
  .stars > span {
    margin-inline-start: var(--_whistle-space-2);
    color: var(--_whistle-text);
    font-weight: 600;
  }
  .stars i {
    display: inline-flex;
  }
  .stars [data-filled] {
    color: var(--whistle-rating-star, var(--_whistle-star));
  }
  .stars [data-filled] .icon {
    fill: currentColor;
  }
  .appeal {
    display: grid;
    gap: var(--_whistle-space-1);
    padding-inline-start: var(--_whistle-space-3);
    border-inline-start: 3px solid var(--_whistle-border);
  }

  /* Photos */
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-2);
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: calc(var(--_whistle-target) * 2);
    block-size: calc(var(--_whistle-target) * 2);
    padding: 0;
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius-s);
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    overflow: hidden;
    cursor: zoom-in;
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture-wait {
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-1);
    font-size: var(--_whistle-text-s);
    line-height: 1.3;
  }
  .picture-wait .icon {
    font-size: var(--_whistle-text-l);
  }
  .picture-wait[data-lack='failed'] {
    color: var(--_whistle-danger);
  }
  .viewer {
    inline-size: min(calc(100% - 16px), 1100px);
    max-block-size: calc(100% - 16px);
    padding: var(--_whistle-space-3);
  }
  .viewed {
    display: grid;
    place-items: center;
    min-block-size: 40vh;
  }
  .viewed img {
    display: block;
    max-inline-size: 100%;
    max-block-size: calc(100vh - 140px);
    object-fit: contain;
    border-radius: var(--_whistle-radius-s);
  }
  .viewer-bar {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_whistle-space-3);
    margin-block-start: var(--_whistle-space-2);
  }
  .viewer-bar [data-step='-1'] .icon {
    transform: scaleX(-1);
  }

  /* Timeline */
  .timeline {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .timeline > li {
    position: relative;
    padding-inline-start: var(--_whistle-space-5);
    padding-block-end: var(--_whistle-space-4);
  }
  .timeline > li > i {
    position: absolute;
    inset-block-start: 0.4em;
    inset-inline-start: 0;
    inline-size: 12px;
    block-size: 12px;
    border: 3px solid var(--_whistle-surface);
    border-radius: 50%;
    background: var(--_whistle-control);
    box-shadow: 0 0 0 1px var(--_whistle-border);
    z-index: 1;
  }
  .timeline > li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.6em;
    inset-block-end: -0.6em;
    inset-inline-start: 5px;
    inline-size: 2px;
    background: var(--_whistle-border);
  }
  .timeline > li:last-child::before {
    content: none;
  }
  .timeline > [data-tone='info'] > i {
    background: var(--_whistle-accent);
  }
  .timeline > [data-tone='whistle'] > i {
    background: var(--_whistle-whistle);
  }
  .timeline > [data-tone='success'] > i {
    background: var(--_whistle-success);
  }
  .timeline > [data-tone='warning'] > i {
    background: var(--_whistle-star);
  }
  .timeline > [data-tone='danger'] > i {
    background: var(--_whistle-danger);
  }
  .step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-1);
  }
  .step-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--_whistle-space-1) var(--_whistle-space-3);
  }
  .step-head time {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }

  .loading {
    display: grid;
    gap: var(--_whistle-space-4);
  }
  .loading .skeleton:nth-child(2) {
    inline-size: 40%;
  }
  .loading .skeleton:nth-child(3) {
    inline-size: 70%;
    block-size: 2em;
  }
  .loading .skeleton:nth-child(5) {
    block-size: 6em;
  }
  @media (max-width: 480px) {
    .actions .button[data-kind='primary'],
    .actions .button[data-kind='whistle'] {
      flex: 1 0 100%;
    }
    .actions .button {
      flex: 1 1 auto;
    }
    .number {
      margin-inline-start: 0;
    }
  }
  @media (forced-colors: active) {
    .steps [data-step='done'] i,
    .steps [data-step='now'] i {
      border-color: Highlight;
    }
    .bar-gone {
      fill: Highlight;
    }
  }
`
