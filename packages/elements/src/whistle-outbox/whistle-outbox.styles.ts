/** Layout of the outbox. */
import { css } from 'lit'

export const outboxStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .head,
  .item-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_whistle-space-2) var(--_whistle-space-4);
  }
  .items,
  .item {
    display: grid;
    gap: var(--_whistle-space-3);
    list-style: none;
  }
  .item-title {
    font-size: var(--_whistle-text-m);
    font-weight: 700;
    overflow-wrap: anywhere;
  }
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-2);
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-hover);
    overflow: hidden;
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
    gap: var(--_whistle-space-4);
  }
  .side {
    padding: var(--_whistle-space-3);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-surface);
  }
  .side h4 {
    margin-block-end: var(--_whistle-space-2);
    font-size: var(--_whistle-text-s);
    font-weight: 700;
  }
  .sub {
    margin-block-end: var(--_whistle-space-2);
    font-weight: 700;
  }
  .item .timeline > li > i {
    border-color: var(--_whistle-sunken);
  }
  .take-over {
    display: grid;
    gap: var(--_whistle-space-2);
  }
  .followers {
    padding-inline-start: var(--_whistle-space-5);
    list-style: disc;
  }
  [data-changed] {
    font-weight: 700;
  }
  .button-row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-2);
  }
  @media (max-width: 480px) {
    .button-row > .button {
      padding-inline-start: var(--_whistle-space-3);
      padding-inline-end: var(--_whistle-space-3);
    }
  }
`
