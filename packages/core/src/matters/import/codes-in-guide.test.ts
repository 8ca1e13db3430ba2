import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mappingFaultCodes } from '../list/check-mapping.ts'
import { issueWords } from './issue-words.ts'

test('the guide says of every fault what to do, and of no other', () => {
  const guide = readFileSync(new URL('../../../../../docs/matter-list.md', import.meta.url), 'utf8')
  const table = guide.slice(guide.indexOf('| code '), guide.indexOf('## Replace the list'))
  const told = [...table.matchAll(/`(\w+)`/gu)].map(([, code]) => code)
  expect(told.toSorted()).toEqual([...Object.keys(issueWords), ...mappingFaultCodes].toSorted())
})
