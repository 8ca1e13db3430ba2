/** The card as a whole; each of its parts has a file in `styles`. */
import { css } from 'lit'
import { clockStyles } from './styles/clocks.ts'
import { headStyles } from './styles/head.ts'
import { pictureStyles } from './styles/pictures.ts'
import { sectionStyles } from './styles/sections.ts'
import { timelineStyles } from './styles/timeline.ts'

const frame = css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_whistle-space-5);
    container-type: inline-size;
  }

  .loading {
    display: grid;
    gap: var(--_whistle-space-4);
  }
  .loading .skeleton:nth-child(2) {
    inline-size: 40%;
  }
  .loading .skeleton:nth-child(3) {
    inline-size: 70%;
    block-size: 2em;
  }
  .loading .skeleton:nth-child(5) {
    block-size: 6em;
  }
`

export const cardStyles = [frame, headStyles, clockStyles, sectionStyles, pictureStyles, timelineStyles]
