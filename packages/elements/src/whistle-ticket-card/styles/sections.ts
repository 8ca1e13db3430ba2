/** The sections of a ticket: situation, parties, answers and ratings. */
import { css } from 'lit'

export const sectionStyles = css`
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
  .appeal {
    display: grid;
    gap: var(--_whistle-space-1);
    padding-inline-start: var(--_whistle-space-3);
    border-inline-start: 3px solid var(--_whistle-border);
  }
`
