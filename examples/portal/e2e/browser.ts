/** A real Chromium, and photos as a phone makes them. */
import { chromium, type Browser } from 'playwright-core'
import sharp from 'sharp'
import process from 'node:process'

/** The Chromium that `npm test` found. */
export const chromiumPath = () => process.env['CHROME_PATH'] ?? '/usr/bin/chromium'

export function chromiumArgs(): string[] {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
  ]
  return process.getuid?.() === 0 ? [...args, '--no-sandbox'] : args
}

export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs() })

/** A JPEG with noise (so that it does not compress to nothing) and a GPS position in its EXIF. */
export async function phonePhoto(seed: number): Promise<Buffer> {
  const [width, height] = [800, 600]
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = (i * 31 + seed * 977 + ((i >> 7) ^ (i >> 3))) & 255
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 49/1 0/1' }, IFD0: { Model: 'e2e-phone' } })
    .toBuffer()
}
