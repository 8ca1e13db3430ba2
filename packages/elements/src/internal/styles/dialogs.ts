/** A native `<dialog class="dialog">`: `.dialog-title`, content, `.dialog-actions`. On a phone it rises from the bottom edge. */
import { css } from 'lit'

export const dialogs = css`
  .dialog {
    inline-size: min(calc(100% - 32px), 560px);
    max-inline-size: none;
    max-block-size: calc(100% - 64px);
    padding: var(--_whistle-space-5);
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius-l);
    background: var(--_whistle-surface);
    color: var(--_whistle-text);
    box-shadow: var(--_whistle-shadow-raised);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .dialog::backdrop {
    background: rgba(10, 16, 30, 0.5);
  }
  .dialog[open] {
    animation: whistle-rise var(--_whistle-motion) ease-out;
  }
  @keyframes whistle-rise {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }
  .dialog-title {
    margin-block-end: var(--_whistle-space-4);
    font-size: var(--_whistle-text-xl);
    font-weight: 700;
    line-height: 1.3;
  }
  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_whistle-space-3);
    margin-block-start: var(--_whistle-space-5);
  }
  @media (max-width: 480px) {
    .dialog {
      inline-size: 100%;
      margin-block-end: 0;
      padding: var(--_whistle-space-4);
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    .dialog-actions > .button {
      flex: 1;
    }
  }
`
