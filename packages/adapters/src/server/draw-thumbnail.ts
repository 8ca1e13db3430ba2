/** Draws the small picture of a stored photo, for lists. */
import type { MakeThumbnail } from '@chuishao/core/service'
import { buffer } from 'node:stream/consumers'
import { imageLibraries } from './image-libraries.ts'

export interface ThumbnailOptions {
  /** The longest side in pixels; a smaller photo is not made larger. */
  longestSide?: number
  /** Seconds after which drawing is given up. */
  timeoutSeconds?: number
}

/** By `sharp`, as WebP without metadata. */
export const thumbnailMaker = ({
  longestSide = 320,
  timeoutSeconds = 20,
}: ThumbnailOptions = {}): MakeThumbnail => {
  return async ({ chunks }) => {
    const { sharp } = await imageLibraries()
    return sharp(await buffer(chunks))
      .timeout({ seconds: timeoutSeconds })
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer()
  }
}
