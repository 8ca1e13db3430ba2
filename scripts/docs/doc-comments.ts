/** The docstrings of a schema's fields, read from its source: zod keeps none of them. */

/**
 * Docstrings by the path of the field that they stand above, for one exported schema. The source is formatted by
 * Prettier, so that indentation is depth.
 */
export function docComments(source: string, schemaName: string): Map<string, string> {
  const found = new Map<string, string>()
  const start = source.indexOf(`export const ${schemaName} = `)
  if (start < 0) return found
  const keys: string[] = []
  let comment: string[] = []
  let inside = false
  let outermost: number | undefined
  for (const line of source.slice(start).split('\n').slice(1)) {
    if (/^\S/.test(line)) break
    const text = line.trim()
    if (text.startsWith('/**')) [comment, inside] = [[], true]
    if (inside) {
      comment.push(
        text
          .replace(/^\/?\*+\/?/, '')
          .replace(/\*\/$/, '')
          .trim(),
      )
      inside = !text.endsWith('*/')
      continue
    }
    const key = /^(\s+)(\w+):/.exec(line)
    if (key === null) continue
    const indent = key[1]?.length ?? 0
    outermost ??= indent
    keys.length = (indent - outermost) / 2
    keys.push(key[2] ?? '')
    if (comment.length > 0) found.set(keys.join('.'), comment.filter(Boolean).join(' '))
    comment = []
  }
  return found
}
