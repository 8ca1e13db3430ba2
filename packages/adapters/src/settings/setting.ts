/** What a setting means, beside its schema: the sentence of the reference, and how its value is treated. */
import type { Sentence } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

export interface SettingMeaning {
  /** One sentence for the reference, in both languages. */
  about?: Sentence
  /** What may stand there, where the schema alone does not say it well. */
  allowed?: Sentence
  /**
   * Never printed, and never written into the file itself: there it is `{ "file": path }` or `{ "env": name }`. Of a
   * `url` only the password is secret: a URL without one may stand in the file.
   */
  secret?: 'whole' | 'url'
  /** A path: relative to the configuration file, or, from the environment, to where the program was started. */
  isPath?: boolean
}

/** Where meanings are kept; `z.toJSONSchema` joins them to the schema. */
export const meanings = z.registry<SettingMeaning>()

/** The same schema with what it means as a setting; a schema that is used in several places may mean another thing in each. */
export const setting = <T extends z.ZodMiniType>(schema: T, meaning: SettingMeaning): T => {
  const own = z.clone(schema)
  meanings.add(own, { ...meanings.get(schema), ...meaning })
  return own
}

/** A text that nobody may read in a file, a log or a report. */
export const secret = <T extends z.ZodMiniType>(schema: T, about?: Sentence): T =>
  setting(schema, { secret: 'whole', ...(about && { about }) })
