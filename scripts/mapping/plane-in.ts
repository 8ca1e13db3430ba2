/** The module by which a page converts to a city's own plane, as it is for the tester: it exports `toPlane` and `fromPlane`. */
import type { OwnPlane } from '@chuishao/adapters/mapped'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'

const isFunction = (it: unknown): it is OwnPlane['toPlane'] => typeof it === 'function'
const Module = z.object({
  toPlane: z.custom<OwnPlane['toPlane']>(isFunction),
  fromPlane: z.custom<OwnPlane['fromPlane']>(isFunction),
})

export type PlaneFile = { ok: true; plane: OwnPlane } | { ok: false; why: string }

export async function planeIn(file: string): Promise<PlaneFile> {
  const why = `${file} 没有导出 toPlane 和 fromPlane 两个函数 / ${file} does not export the functions toPlane and fromPlane`
  try {
    const parsed = Module.safeParse(await import(pathToFileURL(resolve(file)).href))
    return parsed.success ? { ok: true, plane: parsed.data } : { ok: false, why }
  } catch (error) {
    return { ok: false, why: `${why}\n  ${error instanceof Error ? error.message : String(error)}` }
  }
}
