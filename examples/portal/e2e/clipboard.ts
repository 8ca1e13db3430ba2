/** The clipboard as another program leaves it behind. */
import type { Page } from 'playwright-core'

/** Copies a text, and a picture with it where one is wanted. */
export async function copy(page: Page, text: string, { picture = false } = {}): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.bringToFront()
  await page.evaluate(
    async ([said, withPicture]) => {
      const parts: Record<string, Blob> = { 'text/plain': new Blob([said], { type: 'text/plain' }) }
      if (withPicture) {
        const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 })
        canvas.getContext('2d')?.fillRect(0, 0, 64, 48)
        const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
        if (png) parts['image/png'] = png
      }
      await navigator.clipboard.write([new ClipboardItem(parts)])
    },
    [text, picture] as const,
  )
}
