/**
 * Thousands of stories with every fault that there is, in virtual time. A story that goes wrong names its seed;
 * `CHUISHAO_SEED=n` plays that one again. `npm run test:long` plays many more.
 */
import { afterEach, expect, test, vi } from 'vitest'
import { chanceFrom } from '../../faults/testing/chance.ts'
import { playStory } from './story.ts'
import { standIns } from './stand-ins.ts'

const only = process.env['CHUISHAO_SEED']
const isLong = process.env['CHUISHAO_LONG'] === '1'
const budgetMs = isLong ? 300_000 : 8000

afterEach(() => vi.unstubAllGlobals())

async function play(seed: number) {
  const chance = chanceFrom(seed)
  const { Blob, crypto } = standIns(chance)
  vi.stubGlobal('Blob', Blob)
  vi.stubGlobal('crypto', crypto)
  const { faults, counts } = await playStory({ chance, steps: 8 + chance.below(isLong ? 150 : 25) })
  if (faults.length > 0) expect.fail(`CHUISHAO_SEED=${seed} plays this again:\n${faults.join('\n')}`)
  return counts
}

test(
  'whatever happens to devices, networks and the server, each tap arrives once or waits in sight',
  async () => {
    if (only !== undefined) return void (await play(Number(only)))
    const until = performance.now() + budgetMs
    const all = { stories: 0, taps: 0, saved: 0, arrived: 0, needsYou: 0, ended: 0 }
    for (let seed = 1; performance.now() < until; seed += 1) {
      const counts = await play(seed)
      all.stories += 1
      for (const name of ['taps', 'saved', 'arrived', 'needsYou', 'ended'] as const) all[name] += counts[name]
    }
    console.info(JSON.stringify(all))
    expect(all.stories).toBeGreaterThan(100)
  },
  budgetMs + 60_000,
)
