/** What a supervisor asks for when a resident wants their data erased (PIPL art. 47). */
import * as z from 'zod/mini'
import { LongText, Sha256 } from '../ticket/index.ts'
import { findPersonal } from './find-personal.ts'

/** Goes into the chain with the erasure: it must not bring back what is erased. */
const Impersonal = LongText.check(
  z.refine((text) => findPersonal(text).length === 0, {
    error: '不得含有电话、证件号等个人信息 / must hold no phone or identity number',
  }),
)

export const Erasure = z.object({
  /** Why, e.g. at the resident's request. */
  reason: Impersonal,
  /** What remains as the description of the matter; without it none remains. */
  description: z.optional(Impersonal),
  /** Photos of this ticket that show a person: their bytes are removed. */
  photos: z.optional(z.array(Sha256).check(z.maxLength(100))),
})
export type Erasure = z.infer<typeof Erasure>
