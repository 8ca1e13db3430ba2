/** What happened: the steps, one under the other, with the stars of a rating. */
import { css } from 'lit'

export const timelineStyles = css`
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
`
