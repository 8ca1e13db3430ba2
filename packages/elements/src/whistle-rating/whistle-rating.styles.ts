import { css } from 'lit'

export const ratingStyles = css`
  .fields {
    container-type: inline-size;
  }
  .levels {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: var(--_whistle-space-2);
  }
  .level > span {
    flex-direction: column;
    justify-content: flex-start;
    gap: var(--_whistle-space-1);
    padding-block-start: var(--_whistle-space-3);
    padding-block-end: var(--_whistle-space-2);
    padding-inline-start: 2px;
    padding-inline-end: 2px;
    font-size: var(--_whistle-text-s);
    line-height: 1.3;
  }
  .level b {
    font-weight: inherit;
    word-break: keep-all;
    overflow-wrap: anywhere;
  }
  .level .icon {
    inline-size: 2em;
    block-size: 2em;
    color: var(--_whistle-control);
    transition:
      color var(--_whistle-motion),
      transform var(--_whistle-motion);
  }
  .level[data-filled] .icon {
    fill: currentColor;
    color: var(--whistle-rating-star, var(--_whistle-star));
  }
  .level > input:checked + span > .icon {
    transform: scale(1.12);
  }
  .solved {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--_whistle-space-2);
    max-inline-size: 26em;
  }
  .thanks {
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-2);
    padding-block-start: var(--_whistle-space-5);
    padding-block-end: var(--_whistle-space-5);
    text-align: center;
    border-radius: var(--_whistle-radius);
  }
  .thanks > .icon {
    inline-size: 3em;
    block-size: 3em;
    stroke-width: 1.4;
    color: var(--_whistle-success);
  }
  .thanks .stars {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    color: var(--whistle-rating-star, var(--_whistle-star));
  }
  .thanks .stars > span {
    margin-inline-start: var(--_whistle-space-2);
    color: var(--_whistle-text);
  }
  .thanks .stars [data-filled] .icon {
    fill: currentColor;
  }
  /* Where the longest word has no room in a fifth of the width, the levels stand in a list. */
  @container (max-width: 18em) {
    .levels {
      grid-template-columns: minmax(0, 1fr);
    }
    .level > span {
      flex-direction: row;
      gap: var(--_whistle-space-3);
      padding-block-start: var(--_whistle-space-1);
      padding-block-end: var(--_whistle-space-1);
      padding-inline-start: var(--_whistle-space-3);
      padding-inline-end: var(--_whistle-space-3);
    }
  }
  @container (max-width: 34em) {
    .levels:lang(en) {
      grid-template-columns: minmax(0, 1fr);
    }
    .levels:lang(en) .level > span {
      flex-direction: row;
      gap: var(--_whistle-space-3);
      padding-block-start: var(--_whistle-space-1);
      padding-block-end: var(--_whistle-space-1);
      padding-inline-start: var(--_whistle-space-3);
      padding-inline-end: var(--_whistle-space-3);
    }
  }
  @media (forced-colors: active) {
    .level[data-filled] .icon {
      color: Highlight;
    }
  }
`
