/** Photos: a JSON with the bytes in base64 goes up, a number comes back, and only who may see the case gets the bytes. */
import * as z from 'zod'
import { Refused } from './envelope.ts'

export const Media = z.object({
  media_name: z.string(),
  media_type: z.enum(['image/jpeg', 'image/png', 'image/webp'], '不支持的图片格式'),
  content: z.base64('图片内容不是 base64'),
})

/** 8 MB, before they become a third longer as text. */
const limitBytes = 8 * 1024 * 1024

export function mediaStore() {
  const media = new Map<number, { photo: Blob; humanId: number }>()
  return {
    add({ media_type, content }: z.infer<typeof Media>, humanId: number): number {
      const bytes = Uint8Array.from(atob(content), (it) => it.charCodeAt(0))
      if (bytes.length > limitBytes) throw new Refused('badMedia', '图片不能超过8MB')
      const id = 5001 + media.size
      media.set(id, { photo: new Blob([bytes], { type: media_type }), humanId })
      return id
    },
    get: (id: number) => media.get(id),
    /** Throws where one of the numbers was never uploaded. */
    check(ids: number[]): void {
      for (const id of ids) if (!media.has(id)) throw new Refused('badMedia', `多媒体不存在：${id}`)
    },
  }
}
