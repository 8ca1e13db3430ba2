/**
 * Thousands of stories with every fault that there is, in virtual time. A story that goes wrong names its seed;
 * `CHUISHAO_SEED=n` plays that one again. `npm run test:long` plays more and longer ones.
 */
import { afterEach, expect, test, vi } from 'vitest'
import { chanceFrom } from '../../faults/testing/chance.ts'
import { playStory } from './story.ts'
import { standIns } from './stand-ins.ts'

const only = process.env['CHUISHAO_SEED']
const isLong = process.env['CHUISHAO_LONG'] === '1'
const stories = isLong ? 10_000 : 2000
const { stackTraceLimit } = Error

afterEach(() => {
  vi.unstubAllGlobals()
  Error.stackTraceLimit = stackTraceLimit
})

async function play(seed: number) {
  const chance = chanceFrom(seed)
  // Another one: what is drawn ahead, as salts are, must not move the story that is played next.
  const ids = chanceFrom(seed + 1_000_000)
  for (const [name, standIn] of Object.entries(standIns(ids))) vi.stubGlobal(name, standIn)
  const { faults, counts } = await playStory({ chance, steps: 8 + chance.below(isLong ? 150 : 25) })
  if (faults.length > 0) expect.fail(`CHUISHAO_SEED=${seed} plays this again:\n${faults.join('\n')}`)
  return counts
}

test(
  'whatever happens to devices, networks and the server, each tap arrives once or waits in sight',
  async () => {
    if (only !== undefined) return void (await play(Number(only)))
    // Thousands of errors are part of these stories, and nobody reads where they came from.
    Error.stackTraceLimit = 0
    const all = { stories: 0, taps: 0, saved: 0, arrived: 0, needsYou: 0, ended: 0 }
    for (let seed = 1; seed <= stories; seed += 1) {
      const counts = await play(seed)
      all.stories += 1
      for (const name of ['taps', 'saved', 'arrived', 'needsYou', 'ended'] as const) all[name] += counts[name]
    }
    console.info(JSON.stringify(all))
    // A story in which nothing arrives proves nothing.
    expect(all.arrived).toBeGreaterThan(stories)
  },
  isLong ? 1_200_000 : 120_000,
)
