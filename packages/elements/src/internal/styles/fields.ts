/** Labelled inputs: `.field` around `.label`, `.hint`, `.input` (input, select, textarea), `.error`; `.pick` for radio and checkbox tiles. */
import { css } from 'lit'

export const fields = css`
  .field {
    display: block;
  }
  .fields {
    display: grid;
    gap: var(--_whistle-space-5);
  }
  .label {
    display: block;
    margin-block-end: var(--_whistle-space-2);
    padding: 0;
    font-weight: 600;
    color: var(--_whistle-text);
  }
  .label .mark {
    margin-inline-start: var(--_whistle-space-1);
    font-size: var(--_whistle-text-s);
    font-weight: 400;
    color: var(--_whistle-muted);
  }
  .label .mark[data-required] {
    color: var(--_whistle-danger);
  }
  .hint {
    margin-block-start: var(--_whistle-space-1);
    font-size: var(--_whistle-text-s);
    color: var(--_whistle-muted);
  }
  .hint[data-empty] {
    margin: 0;
  }
  .error {
    display: flex;
    align-items: flex-start;
    gap: var(--_whistle-space-1);
    margin-block-start: var(--_whistle-space-2);
    font-size: var(--_whistle-text-s);
    color: var(--_whistle-danger);
  }
  .input {
    display: block;
    inline-size: 100%;
    min-block-size: var(--_whistle-target);
    padding-block-start: var(--_whistle-space-2);
    padding-block-end: var(--_whistle-space-2);
    padding-inline-start: var(--_whistle-space-3);
    padding-inline-end: var(--_whistle-space-3);
    border: 1px solid var(--_whistle-control);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-surface);
    /* iOS zooms the page into a field with smaller print. */
    font-size: max(16px, var(--_whistle-text-m));
    line-height: 1.5;
    transition:
      border-color var(--_whistle-motion),
      box-shadow var(--_whistle-motion);
  }
  textarea.input {
    min-block-size: calc(var(--_whistle-target) * 2);
    resize: vertical;
  }
  select.input {
    -webkit-appearance: none;
    appearance: none;
    padding-inline-end: var(--_whistle-space-6);
    background-image:
      linear-gradient(45deg, transparent 50%, currentColor 50%),
      linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position:
      calc(100% - 1.15em) 52%,
      calc(100% - 0.8em) 52%;
    background-size: 0.36em 0.36em;
    background-repeat: no-repeat;
    text-overflow: ellipsis;
  }
  .input::placeholder {
    color: var(--_whistle-muted);
    opacity: 1;
  }
  .input:hover {
    border-color: var(--_whistle-accent);
  }
  .input:focus-visible {
    border-color: var(--_whistle-accent);
    outline-offset: 0;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_whistle-danger);
  }
  .input:disabled {
    border-color: var(--_whistle-border);
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    cursor: not-allowed;
  }

  /* A radio or checkbox whose whole tile is the target: <label class="pick"><input type="radio"><span>…</span></label>.
     The input covers the tile, unseen, so that the browser's own messages point at it. */
  .picks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-2);
  }
  .pick {
    position: relative;
    display: inline-flex;
    cursor: pointer;
  }
  .pick > input {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .pick > span {
    display: inline-flex;
    flex: 1;
    align-items: center;
    justify-content: center;
    gap: var(--_whistle-space-2);
    min-block-size: var(--_whistle-target);
    padding-inline-start: var(--_whistle-space-3);
    padding-inline-end: var(--_whistle-space-3);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius);
    background: var(--_whistle-surface);
    color: var(--_whistle-text);
    text-align: center;
    transition:
      background-color var(--_whistle-motion),
      border-color var(--_whistle-motion),
      color var(--_whistle-motion);
  }
  .pick[data-shape='pill'] > span {
    border-radius: calc(var(--_whistle-target) / 2);
    padding-inline-start: var(--_whistle-space-4);
    padding-inline-end: var(--_whistle-space-4);
    font-size: var(--_whistle-text-s);
  }
  .pick:hover > span {
    border-color: var(--_whistle-accent);
  }
  .pick > input:checked + span {
    border-color: var(--_whistle-accent);
    background: var(--_whistle-accent-soft);
    box-shadow: inset 0 0 0 1px var(--_whistle-accent);
    color: var(--_whistle-accent-text);
    font-weight: 600;
  }
  .pick > input:focus-visible + span {
    outline: 3px solid var(--_whistle-focus);
    outline-offset: 2px;
  }
  .pick > input:disabled + span {
    border-color: var(--_whistle-border);
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    cursor: not-allowed;
  }
  @media (forced-colors: active) {
    .pick > input:checked + span {
      border: 3px solid Highlight;
    }
    .pick > input:focus-visible + span {
      outline-color: Highlight;
    }
  }
`
