/** Search fields with a list. Goes with `buttons` and `fields`. */
import { css } from 'lit'

export const pickersStyles = css`
  .combo-box {
    position: relative;
  }
  .combo-box > .icon {
    position: absolute;
    inset-block-start: calc((var(--_whistle-target) - 1.25em) / 2);
    inset-inline-start: var(--_whistle-space-3);
    color: var(--_whistle-muted);
    pointer-events: none;
  }
  .combo-box > .input {
    padding-inline-start: calc(var(--_whistle-space-3) * 2 + 1.1em);
    text-overflow: ellipsis;
    scroll-margin-block-start: var(--_whistle-space-6);
  }
  /* Room for the button that clears it. */
  .combo-box > .input:not(:placeholder-shown) {
    padding-inline-end: var(--_whistle-target);
  }
  .combo-clear {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
  }
  .combo-panel {
    margin-block-start: var(--_whistle-space-2);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-surface);
    box-shadow: var(--_whistle-shadow-raised);
    overflow: hidden;
  }
  .combo-above {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2);
    padding: var(--_whistle-space-3);
  }
  .combo-list {
    max-block-size: min(24em, 46vh);
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--_whistle-space-1);
  }
  .combo-above + .combo-list {
    border-block-start: 1px solid var(--_whistle-border);
  }
  .combo-group {
    padding-block-start: var(--_whistle-space-2);
    padding-block-end: var(--_whistle-space-1);
    padding-inline-start: var(--_whistle-space-3);
    padding-inline-end: var(--_whistle-space-3);
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .combo-option {
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-block-size: var(--_whistle-target);
    padding-block-start: var(--_whistle-space-2);
    padding-block-end: var(--_whistle-space-2);
    padding-inline-start: var(--_whistle-space-3);
    padding-inline-end: var(--_whistle-space-3);
    border-radius: var(--_whistle-radius-s);
    line-height: 1.4;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-size: 1px 3.6em;
    overflow-wrap: anywhere;
  }
  .combo-option:hover {
    background: var(--_whistle-hover);
  }
  .combo-option[aria-selected='true'] {
    background: var(--_whistle-accent-soft);
    box-shadow: inset 0 0 0 2px var(--_whistle-accent);
  }
  .combo-option small {
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .combo-option mark {
    background: transparent;
    color: var(--_whistle-accent-text);
    font-weight: 700;
  }
  .combo-nothing {
    padding: var(--_whistle-space-4);
    color: var(--_whistle-muted);
  }
  .combo-pill {
    display: inline-flex;
    align-items: center;
    gap: var(--_whistle-space-1);
    min-block-size: var(--_whistle-target);
    max-inline-size: 100%;
    padding-block-start: var(--_whistle-space-1);
    padding-block-end: var(--_whistle-space-1);
    padding-inline-start: var(--_whistle-space-4);
    padding-inline-end: var(--_whistle-space-4);
    border: 1px solid var(--_whistle-border);
    border-radius: calc(var(--_whistle-target) / 2);
    background: var(--_whistle-surface);
    color: var(--_whistle-text);
    font-size: var(--_whistle-text-s);
    line-height: 1.3;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .combo-pill:hover {
    border-color: var(--_whistle-accent);
  }
  .combo-pill:disabled {
    color: var(--_whistle-muted);
    cursor: not-allowed;
  }
  .combo-pill[data-browse] {
    border-color: transparent;
    background: var(--_whistle-accent-soft);
    color: var(--_whistle-accent-text);
    font-weight: 600;
  }
  .combo-pill[data-browse]:hover {
    border-color: var(--_whistle-accent);
  }
  .combo-shortcuts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2);
    margin-block-start: var(--_whistle-space-2);
  }
  @media (forced-colors: active) {
    .combo-option[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
