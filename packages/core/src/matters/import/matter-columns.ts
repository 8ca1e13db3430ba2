/** The columns of a matter list: their headers, and what may stand in them. */
import {
  evidenceNames,
  levelNames,
  matterHeaders,
  routeNames,
  type MatterField,
} from '../list/matter-words.ts'
import { choice, identifier, identifiers, limit, word, words, type CellKind } from './cells.ts'
import type { Columns } from './columns.ts'

const code = {
  zh: '字母、汉字、数字和 . _ : -，最多 64 个，例如 JG-01',
  en: 'letters, digits and . _ : -, at most 64, e.g. JG-01',
}
const line = { zh: '一行文字，最多 200 个字', en: 'one line of at most 200 letters' }
const text = { zh: '文字，最多 2000 个字', en: 'text of at most 2,000 letters' }
const unit = { zh: '一个单位的编码，或“duty:职能”', en: 'the id of one unit, or "duty:NAME"' }
const units = {
  zh: '单位编码或“duty:职能”，用“|”分隔',
  en: 'ids of units or "duty:NAME", with "|" between them',
}
const synonyms = {
  zh: '每个词最多 200 个字，用“|”分隔',
  en: 'words of at most 200 letters, with "|" between them',
}

const kinds: Record<MatterField, CellKind> = {
  code: identifier(code),
  name: word(line),
  synonyms: words(synonyms),
  category: word(line),
  level: choice(levelNames),
  route: choice(routeNames),
  responsible: identifier(unit),
  coUnits: identifiers(units),
  acceptLimit: limit,
  handleLimit: limit,
  whistleEvidence: choice(evidenceNames),
  resultEvidence: choice(evidenceNames),
  closingConditions: word(text),
  procedure: word(text),
  legalBasis: word(text),
}

const optional: ReadonlySet<MatterField> = new Set([
  'synonyms',
  'coUnits',
  'acceptLimit',
  'handleLimit',
  'closingConditions',
  'procedure',
  'legalBasis',
])

const column = (field: MatterField) => ({
  headers: matterHeaders[field],
  kind: kinds[field],
  required: !optional.has(field),
})

export const matterColumns: Columns<MatterField> = {
  code: column('code'),
  name: column('name'),
  synonyms: column('synonyms'),
  category: column('category'),
  level: column('level'),
  route: column('route'),
  responsible: column('responsible'),
  coUnits: column('coUnits'),
  acceptLimit: column('acceptLimit'),
  handleLimit: column('handleLimit'),
  whistleEvidence: column('whistleEvidence'),
  resultEvidence: column('resultEvidence'),
  closingConditions: column('closingConditions'),
  procedure: column('procedure'),
  legalBasis: column('legalBasis'),
}
