/** A JSON file, or in both languages why it is none, with the line where it breaks. */
import { readFileSync } from 'node:fs'

export type JsonFile = { ok: true; json: unknown } | { ok: false; why: string }

export function readJsonFile(file: string): JsonFile {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { ok: false, why: `打不开文件 ${file} / ${file} cannot be read` }
  }
  try {
    // Some editors begin a file with a mark that JSON does not know.
    return { ok: true, json: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const at = /position (\d+)/.exec(said)?.[1]
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length
    return {
      ok: false,
      why: `${file} 不是 JSON，看第 ${line} 行附近（JSON 没有注释，最后一项后面没有逗号）\n${file} is no JSON: look around line ${line} (JSON has no comments and no comma after the last item)\n  ${said}`,
    }
  }
}
