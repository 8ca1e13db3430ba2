/** The clipboard, read on a press where the browser can: phones of today, pages over HTTPS. */
import type { Brought } from './chat-import.ts'

/** Undefined where the person or the browser says no. */
export async function readClipboard(): Promise<Brought | undefined> {
  try {
    const items = await navigator.clipboard.read()
    const brought: Brought = { text: '', files: [] }
    for (const item of items) {
      for (const type of item.types) {
        if (type === 'text/plain') brought.text += await (await item.getType(type)).text()
        if (type.startsWith('image/'))
          brought.files.push(new File([await item.getType(type)], 'clipboard', { type }))
      }
    }
    return brought
  } catch {
    return undefined
  }
}

/** Missing on plain HTTP and in older web views. */
readClipboard.isThere = (): boolean => typeof navigator.clipboard?.read === 'function'
