/** The texts of a matter list, each kept once, with the matters whose name, everyday word or category they are. */
import type { Matter } from '../../ticket/matter.ts'
import { termIndex, type TermIndex } from './term-index.ts'
import { fold } from './typed.ts'

export const matchedFields = ['name', 'synonym', 'code', 'category'] as const
export type MatchedField = (typeof matchedFields)[number]

export interface Owner {
  /** Position in the list. */
  matter: number
  field: MatchedField
}

export interface MatterTerms {
  matters: readonly Matter[]
  index: TermIndex
  /** By number of the term. */
  owners: readonly Owner[][]
  /** Folded codes by position in the list. */
  codes: readonly string[]
}

/** Prepares one matter with every `next`, so that a page can draw in between. */
export function* gatherTerms(matters: readonly Matter[]): Generator<undefined, MatterTerms> {
  const index = termIndex()
  const owners: Owner[][] = []
  const codes: string[] = []
  for (const [position, matter] of matters.entries()) {
    const own = (text: string, field: MatchedField) => {
      const number = index.add(text)
      const list = (owners[number] ??= [])
      if (list[list.length - 1]?.matter !== position) list.push({ matter: position, field })
    }
    own(matter.name, 'name')
    for (const synonym of matter.synonyms) own(synonym, 'synonym')
    own(matter.category, 'category')
    codes.push(fold(matter.code))
    yield
  }
  return { matters, index, owners, codes }
}
