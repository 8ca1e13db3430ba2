import { css } from 'lit'

export const listStyles = css`
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-3);
    container-type: inline-size;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_whistle-space-2) var(--_whistle-space-4);
  }
  .head .title {
    font-size: var(--_whistle-text-xl);
  }
  .live {
    display: inline-flex;
    align-items: center;
    gap: var(--_whistle-space-2);
    font-size: var(--_whistle-text-s);
    color: var(--_whistle-muted);
  }
  .live i {
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    background: var(--_whistle-warning);
  }
  .live[data-state='live'] i {
    background: var(--_whistle-success);
    box-shadow: 0 0 0 3px var(--_whistle-success-soft);
  }

  .filters {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--_whistle-space-2);
  }
  .search {
    position: relative;
    grid-column: 1 / -1;
  }
  .search > .icon {
    position: absolute;
    inset-block-start: calc(50% - 0.625em);
    inset-inline-start: var(--_whistle-space-3);
    color: var(--_whistle-muted);
    pointer-events: none;
  }
  .search > .input {
    padding-inline-start: calc(var(--_whistle-space-4) * 2.4);
  }
  .filters > select:only-of-type {
    grid-column: 1 / -1;
  }
  @container (min-width: 42em) {
    .filters {
      grid-template-columns: minmax(0, 2fr) repeat(2, minmax(0, 1fr));
    }
    .search {
      grid-column: auto;
    }
    .filters > select:only-of-type {
      grid-column: 2 / -1;
    }
  }
  .groups {
    display: flex;
    grid-column: 1 / -1;
    gap: var(--_whistle-space-2);
    padding: 3px;
    margin: -3px;
    overflow-x: auto;
    scrollbar-width: none;
    overscroll-behavior-x: contain;
  }
  .groups::-webkit-scrollbar {
    display: none;
  }
  .groups .pick {
    flex: none;
    white-space: nowrap;
  }

  .rows-list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-2);
  }
  .row {
    position: relative;
    display: flex;
    gap: var(--_whistle-space-4);
    padding-block-start: var(--_whistle-space-4);
    padding-block-end: var(--_whistle-space-4);
    padding-inline-start: var(--_whistle-space-4);
    padding-inline-end: var(--_whistle-space-4);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-surface);
    content-visibility: auto;
    contain-intrinsic-size: 0 150px;
    transition:
      border-color var(--_whistle-motion),
      box-shadow var(--_whistle-motion);
  }
  /* The edge repeats in colour what the badge says in words. */
  .row::before {
    content: '';
    position: absolute;
    inset-block-start: -1px;
    inset-block-end: -1px;
    inset-inline-start: -1px;
    inline-size: 4px;
    border-start-start-radius: var(--_whistle-radius);
    border-end-start-radius: var(--_whistle-radius);
  }
  .row[data-warning='yellow']::before {
    background: var(--_whistle-star);
  }
  .row[data-warning='red']::before {
    background: var(--_whistle-danger);
  }
  .row:hover {
    border-color: var(--_whistle-accent);
    box-shadow: var(--_whistle-shadow);
  }
  .row[data-selected] {
    border-color: var(--_whistle-accent);
    box-shadow: inset 0 0 0 1px var(--_whistle-accent);
  }
  .row[data-selected] .row-title {
    color: var(--_whistle-accent-text);
  }
  .row[data-left] {
    border-style: dashed;
    background: transparent;
  }
  .row[data-left] .row-title {
    color: var(--_whistle-muted);
    font-weight: 400;
  }
  .row[data-left] .badge {
    background: transparent;
    border-color: var(--_whistle-border);
    color: var(--_whistle-muted);
  }
  .row[data-left]::before {
    content: none;
  }
  .row-main {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_whistle-space-2);
    min-inline-size: 0;
  }
  .row-title {
    padding: 0;
    border: 0;
    background: none;
    font-size: var(--_whistle-text-l);
    font-weight: 650;
    line-height: 1.4;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .row-title::after {
    content: '';
    position: absolute;
    inset-block-start: 0;
    inset-block-end: 0;
    inset-inline-start: 0;
    inset-inline-end: 0;
    border-radius: var(--_whistle-radius);
  }
  .row-title:focus-visible {
    outline: none;
  }
  .row-title:focus-visible::after {
    outline: 3px solid var(--_whistle-focus);
    outline-offset: -3px;
  }
  .excerpt {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    color: var(--_whistle-muted);
    overflow-wrap: anywhere;
  }
  .badges .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-1) var(--_whistle-space-4);
    font-size: var(--_whistle-text-s);
    color: var(--_whistle-muted);
  }
  .meta li {
    display: inline-flex;
    align-items: flex-start;
    gap: var(--_whistle-space-1);
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .meta .icon {
    inline-size: 1.15em;
    block-size: 1.5em;
  }
  .meta b {
    font-weight: 600;
  }
  .meta [data-tone='warning'] {
    color: var(--_whistle-warning);
  }
  .meta [data-tone='danger'] {
    color: var(--_whistle-danger);
  }
  .thumb {
    display: grid;
    flex: none;
    place-items: center;
    align-self: start;
    inline-size: calc(var(--_whistle-target) * 1.9);
    block-size: calc(var(--_whistle-target) * 1.9);
    border-radius: var(--_whistle-radius-s);
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    overflow: hidden;
  }
  .thumb img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .skeleton-row {
    pointer-events: none;
  }
  .skeleton-row .skeleton:nth-child(1) {
    inline-size: 45%;
  }
  .skeleton-row .skeleton:nth-child(2) {
    inline-size: 85%;
  }
  .skeleton-row .skeleton:nth-child(3) {
    inline-size: 60%;
  }
  .fresh {
    background: var(--_whistle-accent-soft);
  }
  .foot {
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-2);
    padding-block-start: var(--_whistle-space-2);
    padding-block-end: var(--_whistle-space-2);
    text-align: center;
  }
  [aria-busy='true'] > .rows-list {
    opacity: 0.6;
  }
  [aria-busy='true'] > .rows-list .skeleton {
    opacity: 1;
  }
  @media (max-width: 480px) {
    .row {
      gap: var(--_whistle-space-3);
      padding-block-start: var(--_whistle-space-3);
      padding-block-end: var(--_whistle-space-3);
      padding-inline-start: var(--_whistle-space-3);
      padding-inline-end: var(--_whistle-space-3);
    }
    .thumb {
      inline-size: calc(var(--_whistle-target) * 1.5);
      block-size: calc(var(--_whistle-target) * 1.5);
    }
  }
  @media (forced-colors: active) {
    .row[data-selected] {
      border: 3px solid Highlight;
    }
    .row[data-warning='red']::before,
    .row[data-warning='yellow']::before {
      background: CanvasText;
    }
  }
`
