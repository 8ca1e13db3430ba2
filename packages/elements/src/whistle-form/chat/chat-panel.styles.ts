/** Adopted by the form when the panel is fetched. */
import { css } from 'lit'

export const chatStyles = css`
  .chat {
    flex: 1 1 100%;
    display: grid;
    gap: var(--_whistle-space-3);
    min-inline-size: 0;
    border: 1px solid var(--_whistle-border);
  }
  .chat .hint {
    margin-block-start: 0;
  }
  .chat .hint[data-empty] {
    display: none;
  }
  .chat-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_whistle-space-2);
  }
  .chat-head > .title {
    flex: 1 1 10em;
    font-size: var(--_whistle-text-m);
  }
  .chat-fields {
    display: grid;
    gap: var(--_whistle-space-3);
  }
  .chat-fields > div {
    display: grid;
    grid-template-columns: 3em minmax(0, 1fr);
    gap: var(--_whistle-space-2);
  }
  .chat-fields dt {
    padding-block-start: var(--_whistle-space-3);
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
  }
  .chat-fields dd {
    display: grid;
    gap: var(--_whistle-space-1);
  }
  .chat-choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-2);
  }
  .chat-choice {
    padding-inline-start: var(--_whistle-space-3);
    font-weight: 600;
  }
  .chat-choice small {
    color: var(--_whistle-muted);
    font-size: var(--_whistle-text-s);
    font-weight: 400;
  }
  .chat-mark {
    flex: none;
    inline-size: 1em;
    text-align: center;
    color: var(--_whistle-muted);
  }
  .chat-choice[aria-pressed='true'] {
    border-color: var(--_whistle-success);
    background: var(--_whistle-success-soft);
  }
  .chat-choice[aria-pressed='true'] > .chat-mark {
    color: var(--_whistle-success);
  }
  .chat-choice[aria-pressed='true'] small {
    color: var(--_whistle-text);
  }
  .chat-note {
    padding-block-start: var(--_whistle-space-2);
    border-block-start: 1px solid var(--_whistle-border);
    font-size: var(--_whistle-text-s);
    overflow-wrap: anywhere;
  }
  .chat-note > .text {
    max-block-size: 8em;
    overflow: auto;
  }
  @media (forced-colors: active) {
    .chat-choice[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`
