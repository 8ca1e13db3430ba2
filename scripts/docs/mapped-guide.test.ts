// The description in the guide to existing portals is a whole one, but for the city's policy.
import { readDescription } from '@chuishao/adapters/mapped'
import { testPolicy } from '@chuishao/core/testing'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('the description in the guide has no fault', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../docs/map-an-existing-portal.md'), 'utf8')
  const [, jsonc = ''] = /```jsonc\n([\s\S]*?)```/.exec(guide) ?? []
  const json = jsonc.replace(/(^|\s)\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1')
  const description = JSON.parse(json)
  const read = readDescription({ ...description, city: { ...description.city, policy: testPolicy } })
  expect(read.ok ? [] : read.faults).toEqual([])
})
