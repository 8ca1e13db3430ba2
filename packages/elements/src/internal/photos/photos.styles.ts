/** The photo field. Goes with `buttons`, `fields` and `dialogs`. */
import { css } from 'lit'

export const photosStyles = css`
  .photos {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(28%, 7.5em), 1fr));
    gap: var(--_whistle-space-2);
  }
  .photo,
  .photo-add {
    position: relative;
    display: block;
    border-radius: var(--_whistle-radius);
    overflow: hidden;
  }
  /* A square, also where the browser knows no aspect-ratio. */
  .photo::before,
  .photo-add::before {
    content: '';
    display: block;
    padding-block-end: 100%;
  }
  .photo-view,
  .photo-wait,
  .photo-add > span,
  .photo-add > input {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    border-radius: inherit;
  }
  .photo-add > input {
    opacity: 0;
    cursor: pointer;
    /* The button of a file input is no larger than its words. */
    font-size: 0;
  }
  .photo-add > input::file-selector-button {
    inline-size: 100%;
    block-size: 100%;
    cursor: pointer;
  }
  .photo-add > span,
  .photo-wait {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--_whistle-space-1);
    color: var(--_whistle-accent-text);
    font-size: var(--_whistle-text-s);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
  }
  .photo-add > span {
    border: 1.5px dashed var(--_whistle-control);
    background: var(--_whistle-sunken);
    transition:
      background-color var(--_whistle-motion),
      border-color var(--_whistle-motion);
    pointer-events: none;
  }
  .photo-add[data-camera] > span {
    border: 1.5px solid transparent;
    background: var(--_whistle-accent-soft);
  }
  .photo-add > span > .icon {
    inline-size: 1.9em;
    block-size: 1.9em;
  }
  .photo-add:hover > span,
  .photo-field[data-dragging] .photo-add > span {
    border-color: var(--_whistle-accent);
    background: var(--_whistle-accent-soft);
  }
  .photo-add > input:focus-visible + span {
    outline: 3px solid var(--_whistle-focus);
    outline-offset: -3px;
  }
  .photo-field:disabled .photo-add > span {
    opacity: 0.5;
  }
  .photo-field:disabled .photo-remove {
    display: none;
  }
  .photo-wait {
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    font-weight: 400;
  }
  .photo-view {
    padding: 0;
    border: 1px solid var(--_whistle-border);
    background: var(--_whistle-sunken);
    cursor: zoom-in;
  }
  .photo-view:focus-visible,
  .photo-remove:focus-visible {
    outline-offset: -3px;
  }
  .photo-view > canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    object-fit: cover;
  }
  .photo-remove {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: start end;
    inline-size: var(--_whistle-target);
    block-size: var(--_whistle-target);
    padding: var(--_whistle-space-1);
    border: 0;
    border-radius: var(--_whistle-radius);
    background: transparent;
    color: #ffffff;
    cursor: pointer;
  }
  .photo-remove > span {
    display: grid;
    place-items: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
    background: rgba(10, 16, 30, 0.72);
  }
  .photo-remove:hover > span {
    background: var(--_whistle-danger);
    color: var(--_whistle-surface);
  }
  .photo progress {
    position: absolute;
    inset-block-end: var(--_whistle-space-2);
    inset-inline-start: var(--_whistle-space-2);
    inline-size: calc(100% - 2 * var(--_whistle-space-2));
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    appearance: none;
    background: rgba(255, 255, 255, 0.75);
  }
  .photo progress::-webkit-progress-bar {
    background: rgba(255, 255, 255, 0.75);
  }
  .photo progress::-webkit-progress-value {
    background: var(--_whistle-accent);
    transition: inline-size var(--_whistle-motion);
  }
  .photo progress::-moz-progress-bar {
    background: var(--_whistle-accent);
  }
  .photo[data-uploading] canvas {
    opacity: 0.65;
  }
  .photo-refusal {
    display: block;
  }
  .photo-drop {
    display: none;
  }
  .photo-viewer {
    inline-size: fit-content;
    max-inline-size: min(calc(100% - 32px), 960px);
    margin: auto;
    padding: var(--_whistle-space-3);
    border-radius: var(--_whistle-radius-l);
  }
  .photo-viewer > canvas {
    display: block;
    max-inline-size: 100%;
    max-block-size: 72vh;
    margin-inline-start: auto;
    margin-inline-end: auto;
    border-radius: var(--_whistle-radius);
  }
  .photo-viewer > .dialog-actions {
    margin-block-start: var(--_whistle-space-3);
  }
  /* A desk has no camera to point, but a mouse to drag with. */
  @media (hover: hover) and (pointer: fine) {
    .photo-add[data-camera] {
      display: none;
    }
    .photo-drop {
      display: inline;
    }
    .photo-drop::before {
      content: ' · ';
    }
  }
  @media (forced-colors: active) {
    .photo-remove > span {
      border: 1px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`
