/** Uploaded photos. Source of the shape: RuoYi-Vue `CommonController`, `POST /common/upload`, one multipart part `file`. */
import { done, Refused } from './envelope.ts'

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const
const isPhoto = (type: string): type is keyof typeof endings => type in endings

/** At most 10 MB each, as the framework has it set by default. */
const limitBytes = 10 * 1024 * 1024

export function fileStore(now: () => number) {
  const files = new Map<string, Blob>()
  return {
    async upload(request: Request): Promise<Response> {
      const form = await request.formData().catch(() => undefined)
      const file = form?.get('file')
      if (!(file instanceof File)) throw new Refused(500, "Required part 'file' is not present.")
      if (!isPhoto(file.type))
        throw new Refused(500, `文件[${file.name}]格式不正确，请上传jpg、png、webp格式`)
      if (file.size > limitBytes)
        throw new Refused(500, '上传的文件大小超出限制的文件大小！允许的文件最大大小是：10MB！')
      const day = new Date(now()).toISOString().slice(0, 10).replaceAll('-', '/')
      const newFileName = `photo_${files.size + 1}.${endings[file.type]}`
      const fileName = `/profile/upload/${day}/${newFileName}`
      files.set(fileName, new Blob([await file.arrayBuffer()], { type: file.type }))
      const url = new URL(request.url).origin + fileName
      return done({ url, fileName, newFileName, originalFilename: file.name })
    },
    /** The framework gives photos to anybody who knows the address. */
    download(fileName: string): Response {
      const file = files.get(fileName)
      return file ? new Response(file) : new Response(null, { status: 404 })
    },
    /** Throws where one of the joined names was never uploaded. */
    check(joined: string | undefined): void {
      for (const name of joined?.split(',').filter(Boolean) ?? [])
        if (!files.has(name)) throw new Refused(500, `附件不存在：${name}`)
    },
  }
}
