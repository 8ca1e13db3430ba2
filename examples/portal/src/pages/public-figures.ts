/** The figures that anybody may see, as the portal's own route answers them. */
import { FigureSet } from '@chuishao/core/insight'
import * as z from 'zod/mini'

const Answer = z.object({
  regions: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  figures: z.object({ all: FigureSet, byRegion: z.record(z.string(), FigureSet) }),
})

export type PublicFigures = z.infer<typeof Answer>

/** Undefined where the portal does not answer. */
export async function loadPublicFigures(): Promise<PublicFigures | undefined> {
  const answer = await fetch('/demo/figures').catch(() => undefined)
  return answer?.ok ? z.parse(Answer, await answer.json()) : undefined
}
