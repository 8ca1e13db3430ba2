/**
 * Makes a photo small enough for a weak network, and safe to send: it is drawn anew, so nothing of the original file is
 * left but its pixels. Place, time and device, which cameras write into the file, stay on the phone.
 */

/** Why a file cannot be sent as a photo. */
export type PhotoFlaw = 'notAnImage' | 'unreadable'

export class PhotoError extends Error {
  override readonly name = 'PhotoError'
  readonly code: PhotoFlaw
  constructor(code: PhotoFlaw, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

export interface ShrinkOptions {
  /** Longest side of the result, in pixels. */
  longEdge?: number
  /** JPEG quality, 0 to 1. */
  quality?: number
}

/** A JPEG without any metadata. Throws `PhotoError`. */
export async function shrinkPhoto(
  file: Blob,
  { longEdge = 1600, quality = 0.82 }: ShrinkOptions = {},
): Promise<Blob> {
  if (file.type && !file.type.startsWith('image/')) throw new PhotoError('notAnImage')
  const canvas = await drawPhoto(file, longEdge)
  const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  if (!jpeg) throw new PhotoError('unreadable')
  return jpeg
}

/** Pixels of a photo on a canvas, which no Content-Security-Policy forbids to show. Throws `PhotoError`. */
export async function drawPhoto(photo: Blob, longEdge: number): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(photo).catch((cause: unknown) => {
    throw new PhotoError('unreadable', { cause })
  })
  const scale = Math.min(1, longEdge / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) throw new PhotoError('unreadable')
  // JPEG has no transparency: what is see-through would turn black.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas
}
