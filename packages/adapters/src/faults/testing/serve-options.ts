/** What a service process is started with, as JSON on its command line. */
import * as z from 'zod/mini'

const ServeOptions = z.object({
  database: z.union([z.object({ directory: z.string() }), z.object({ url: z.string() })]),
  logFile: z.string(),
  photos: z.string(),
  owner: z.string(),
  /** Where to listen; any free port where absent. */
  port: z.optional(z.int()),
  /** Milliseconds between two looks for deadlines; 0 for none. */
  pollMs: z.number(),
  /** At the wall's `since` the service's clock was `start`; since then it goes `speed` times as fast. */
  clock: z.object({ start: z.number(), since: z.number(), speed: z.number() }),
})
export type ServeOptions = z.infer<typeof ServeOptions>

export const readServeOptions = (text = '') => z.parse(ServeOptions, JSON.parse(text))
