/** Small pictures, and the viewer that they open. */
import { css } from 'lit'

export const pictureStyles = css`
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_whistle-space-2);
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: calc(var(--_whistle-target) * 2);
    block-size: calc(var(--_whistle-target) * 2);
    padding: 0;
    border: 1px solid var(--_whistle-border);
    border-radius: var(--_whistle-radius-s);
    background: var(--_whistle-sunken);
    color: var(--_whistle-muted);
    overflow: hidden;
    cursor: zoom-in;
  }
  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture-wait {
    display: grid;
    justify-items: center;
    gap: var(--_whistle-space-1);
    font-size: var(--_whistle-text-s);
    line-height: 1.3;
  }
  .picture-wait .icon {
    font-size: var(--_whistle-text-l);
  }
  .picture-wait[data-lack='failed'] {
    color: var(--_whistle-danger);
  }
  .viewer {
    inline-size: min(calc(100% - 16px), 1100px);
    max-block-size: calc(100% - 16px);
    padding: var(--_whistle-space-3);
  }
  .viewed {
    display: grid;
    place-items: center;
    min-block-size: 40vh;
  }
  .viewed img {
    display: block;
    max-inline-size: 100%;
    max-block-size: calc(100vh - 140px);
    object-fit: contain;
    border-radius: var(--_whistle-radius-s);
  }
  .viewer-bar {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_whistle-space-3);
    margin-block-start: var(--_whistle-space-2);
  }
  .viewer-bar [data-step='-1'] .icon {
    transform: scaleX(-1);
  }
`
