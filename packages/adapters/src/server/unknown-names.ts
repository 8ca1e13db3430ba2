/**
 * Finds the names in what somebody sends that nobody here reads. Schemas drop them, which is right for what is stored or
 * comes from a newer server; of a command it would be lost without a word. Nothing is parsed for it.
 */
import { inputIssues } from '@chuishao/core/service'
import type { Rejection } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

type Issue = NonNullable<Rejection['issues']>[number]
type Path = Issue['path']

/** What may stand somewhere: an object with these names, a list of these items, or anything that has no names. */
interface Known {
  names?: ReadonlyMap<string, Known>
  item?: Known
  /** An object of one of several kinds, `by` what stands under a name. */
  kinds?: { by: string; of: ReadonlyMap<unknown, Known> }
}

/** @example unknownNames(Erasure)({ reason: '…', photo: [] }) // one issue at `photo`, with the names that there are */
export const unknownNames = (schema: z.core.$ZodType): ((sent: unknown) => Issue[]) => {
  const known = knownIn(schema)
  return (sent) => unknownIn(sent, known, [])
}

function knownIn(schema: z.core.$ZodType): Known {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault)
    return knownIn(schema._zod.def.innerType)
  if (schema instanceof z.ZodMiniArray) return { item: knownIn(schema._zod.def.element) }
  if (schema instanceof z.ZodMiniDiscriminatedUnion) {
    const { discriminator, options } = schema._zod.def
    const kinds = options.flatMap((option) =>
      [...(option._zod.propValues?.[discriminator] ?? [])].map((kind) => [kind, knownIn(option)] as const),
    )
    return { kinds: { by: discriminator, of: new Map(kinds) } }
  }
  if (!(schema instanceof z.ZodMiniObject)) return {}
  const shape: Record<string, z.core.$ZodType> = schema.shape
  return { names: new Map(Object.entries(shape).map(([name, field]) => [name, knownIn(field)])) }
}

/** What is of another kind than it may be has no names here: the schema refuses it. */
function unknownIn(sent: unknown, { names, item, kinds }: Known, path: Path): Issue[] {
  if (Array.isArray(sent))
    return item ? sent.flatMap((it: unknown, index) => unknownIn(it, item, [...path, index])) : []
  if (typeof sent !== 'object' || sent === null) return []
  const entries = Object.entries(sent)
  if (kinds) {
    const kind = kinds.of.get(entries.find(([name]) => name === kinds.by)?.[1])
    return kind ? unknownIn(sent, kind, path) : []
  }
  if (!names) return []
  return entries.flatMap(([name, value]) => {
    const known = names.get(name)
    return known ? unknownIn(value, known, [...path, name]) : unknownName(name, path, [...names.keys()])
  })
}

const unknownName = (name: string, path: Path, names: string[]) =>
  inputIssues({ issues: [{ code: 'unrecognized_keys', keys: [name], path, message: '' }] }, { names })
