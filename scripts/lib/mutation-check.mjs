// Breaks the lifecycle in a copy, one guard or action at a time, and sees whether its tests notice.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './child.mjs'
import { bin, root, workspaceEnv } from './paths.mjs'

/** The source with one mutation. Throws where its text is not there exactly once. */
export function mutate(source, { name, file, find, replace }) {
  const found = source.split(find).length - 1
  if (found !== 1)
    throw new Error(`${name}: the text to replace stands ${found} times in ${file}, not once: ${find}`)
  return source.replace(find, () => replace)
}

/** The mutated text of a mutation's file, from the working tree. */
export const mutated = (mutation) => mutate(readFileSync(sourceOf(mutation.file), 'utf8'), mutation)

const sourceOf = (file, from = root) => join(from, 'packages', 'core', 'src', file)

/**
 * @typedef {object} Verdict
 * @property {'killed' | 'survived' | 'unfit'} verdict `unfit`: the tests did not even run
 * @property {string} [by] the test that noticed first
 * @property {string} [output] what the tests said, where something is wrong with this verdict
 */

/**
 * What vitest's report says of a mutated source.
 * @returns {Verdict}
 */
export function verdictOf(report) {
  const failed = report?.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed')
  if (failed) return { verdict: 'killed', by: failed.fullName }
  return report?.success && report.numPassedTests > 0 ? { verdict: 'survived' } : { verdict: 'unfit' }
}

/**
 * Runs the lifecycle's tests unchanged, then once per mutation. All mutations are applied before any test runs, so that
 * one that no longer fits is said at once. Nothing of the working tree is touched; the copy is gone afterwards.
 * @param {import('./mutations.mjs').Mutation[]} mutations
 * @returns {Promise<{ name: string, verdict: Verdict }[]>}
 */
export async function checkMutations(mutations, { log = console.log } = {}) {
  const changed = mutations.map((mutation) => ({ ...mutation, text: mutated(mutation) }))
  const folder = mkdtempSync(join(tmpdir(), 'chuishao-mutation-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    copyCore(folder)
    const unchanged = await test(folder)
    if (unchanged.verdict !== 'survived') {
      log(unchanged.output ?? '')
      throw new Error('The lifecycle’s tests fail without any mutation.')
    }
    const results = []
    for (const { name, file, text } of changed) {
      const copy = sourceOf(file, folder)
      const original = readFileSync(copy, 'utf8')
      writeFileSync(copy, text)
      const verdict = await test(folder)
      writeFileSync(copy, original)
      log(lineOf(name, verdict))
      results.push({ name, verdict })
    }
    return results
  } finally {
    remove()
    process.off('exit', remove)
  }
}

const signs = { killed: '✓ noticed ', survived: '✗ SURVIVED', unfit: '✗ UNFIT   ' }
const lineOf = (name, { verdict, by, output }) =>
  `${signs[verdict]}  ${name}${by === undefined ? '' : `\n            by: ${by}`}${
    verdict === 'unfit' ? `\n${output}` : ''
  }`

function copyCore(folder) {
  const core = join(folder, 'packages', 'core')
  mkdirSync(core, { recursive: true })
  for (const file of ['src', 'package.json', 'tsconfig.json'])
    cpSync(join(root, 'packages', 'core', file), join(core, file), { recursive: true })
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  symlinkSync(join(root, 'packages', 'core', 'node_modules'), join(core, 'node_modules'), 'dir')
  writeFileSync(join(core, 'no-shrinking.mjs'), noShrinking)
  writeFileSync(join(core, 'vitest.config.mjs'), vitestConfig)
}

// That a property fails is all that is asked; the smallest example would take minutes.
const noShrinking = `import fc from 'fast-check'
fc.configureGlobal({ endOnFailure: true })
`
// The long proofs last: most mutations are noticed before.
const vitestConfig = `import { BaseSequencer } from 'vitest/node'

class ProofsLast extends BaseSequencer {
  async sort(files) {
    const isProof = ({ moduleId }) => Number(moduleId.includes('/proof/'))
    return files.toSorted((a, b) => isProof(a) - isProof(b))
  }
}

export default {
  test: {
    sequence: { sequencer: ProofsLast },
    include: ['src/lifecycle/**/*.test.ts'],
    exclude: ['**/*.long.test.ts'],
    setupFiles: ['./no-shrinking.mjs'],
    testTimeout: 120_000,
  },
}
`

/** Runs the lifecycle's tests in the copy up to the first that fails. */
async function test(folder) {
  const cwd = join(folder, 'packages', 'core')
  const report = join(cwd, 'report.json')
  rmSync(report, { force: true })
  const args = ['run', '--bail=1', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { output } = await run(join(bin, 'vitest'), args, { cwd, env: workspaceEnv() })
  return { ...verdictOf(readReport(report)), output }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
