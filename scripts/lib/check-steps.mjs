// The steps of `npm test`, in the order in which they run: cheap ones first, the browser last.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOrder } from './build-order.mjs'
import { run } from './child.mjs'
import { provideChromium } from './chromium.mjs'
import { provideClusterPrograms } from './cluster-programs.mjs'
import { checkMutations } from './mutation-check.mjs'
import { mutations } from './mutations.mjs'
import { checkPackages } from './package-checks.mjs'
import { bin, root, workspaceEnv, workspaceFolders } from './paths.mjs'
import { providePostgres } from './postgres.mjs'
import { sideBySide } from './side-by-side.mjs'
import { vitestCounts, webTestRunnerCounts } from './test-counts.mjs'

/** Groups of steps; those of one group run side by side. */
export function checkSteps({ long = false } = {}) {
  return [
    [
      { id: 'format', name: 'format', run: () => check('prettier', ['--check', '--log-level=warn', '.']) },
      { id: 'lint', name: 'lint', run: () => check('oxlint', ['--deny-warnings']) },
      { id: 'types', name: 'types', run: checkTypes },
      { id: 'knip', name: 'unused code', run: () => check('knip', []) },
    ],
    [{ id: 'build', name: 'build', run: build }],
    [
      { id: 'packages', name: 'packages as published', needs: 'build', run: checkPackages },
      { id: 'size', name: 'size limits', needs: 'build', run: () => check('size-limit', []) },
      { id: 'docs', name: 'generated docs', run: checkDocs },
    ],
    [{ id: 'postgres', name: 'PostgreSQL', run: postgres }],
    [{ id: 'cluster', name: 'programs of the cluster', run: () => clusterPrograms({ long }) }],
    [
      {
        id: 'unit',
        name: 'unit and integration tests',
        needs: 'PostgreSQL',
        run: () => vitest('!e2e', { long }),
      },
    ],
    ...(long ? [[{ id: 'mutation', name: 'mutation check', run: mutationCheck }]] : []),
    [{ id: 'chromium', name: 'Chromium', run: chromium }],
    [{ id: 'browser', name: 'browser tests', needs: 'Chromium', run: browserTests }],
    [{ id: 'e2e', name: 'end to end', needs: 'Chromium', run: () => vitest('e2e', { long }) }],
  ]
}

async function check(tool, args, options) {
  const { code, output } = await run(join(bin, tool), args, options)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output }
}

async function allOf(runs) {
  const results = await sideBySide(runs)
  return {
    passed: results.reduce((sum, result) => sum + result.passed, 0),
    failed: results.reduce((sum, result) => sum + result.failed, 0),
    output: results.map((result) => result.output ?? '').join(''),
  }
}

function checkTypes() {
  const folders = ['.', ...workspaceFolders()].filter((folder) =>
    existsSync(join(root, folder, 'tsconfig.json')),
  )
  // Each checker of a program reads the types of libraries anew: programs side by side take less.
  return allOf(folders.map((folder) => () => check('tsc', ['--noEmit', '-p', folder, '--checkers', '1'])))
}

async function build() {
  const results = []
  for (const folder of buildOrder()) {
    const result = await check('node', ['--run', 'build'], { cwd: join(root, folder) })
    results.push(result)
    if (result.failed > 0) return { ...result, output: `${folder}: node --run build\n${result.output}` }
  }
  return { passed: results.length, failed: 0 }
}

async function checkDocs() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return scripts['docs:check'] === undefined
    ? { passed: 0, failed: 0 }
    : check('node', ['--run', 'docs:check'])
}

async function chromium() {
  const { path, problem } = await provideChromium()
  if (problem !== undefined) return { passed: 0, failed: 1, output: problem }
  process.env.CHROME_PATH = path
  return { passed: 1, failed: 0 }
}

async function postgres() {
  const { folder, problem } = await providePostgres()
  if (problem !== undefined) return { passed: 0, failed: 1, output: problem }
  process.env.POSTGRES_BIN = folder
  return { passed: 1, failed: 0 }
}

// Without them the tests of examples/cluster are skipped: not everybody who runs the others can install programs.
async function clusterPrograms({ long }) {
  const { problem } = await provideClusterPrograms(long ? undefined : ['nginx'])
  if (problem !== undefined) console.log(`The tests of examples/cluster are skipped. ${problem}`)
  return { passed: problem === undefined ? 1 : 0, failed: 0 }
}

async function mutationCheck() {
  const lines = []
  const results = await checkMutations(mutations, { log: (line) => lines.push(line) })
  const passed = results.filter(({ verdict }) => verdict.verdict === 'killed').length
  return { passed, failed: results.length - passed, output: lines.join('\n') }
}

async function vitest(project, { long }) {
  const folder = mkdtempSync(join(tmpdir(), 'chuishao-vitest-'))
  const report = join(folder, 'report.json')
  try {
    const { code, output } = await run(
      join(bin, 'vitest'),
      ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { env: workspaceEnv(long ? { CHUISHAO_LONG: '1' } : {}) },
    )
    const counts = existsSync(report)
      ? vitestCounts(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, failed: 1 }
    return atLeastOneFailure(code, counts, output)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function browserTests() {
  const { code, output } = await run(join(bin, 'node'), ['--run', 'test:browser'], {
    cwd: join(root, 'packages', 'elements'),
    env: workspaceEnv(),
  })
  return atLeastOneFailure(code, webTestRunnerCounts(output), output)
}

// A runner may fail without a failing test: a file that does not load, or no tests at all.
function atLeastOneFailure(code, counts, output) {
  const empty = counts.passed + counts.failed === 0
  const failed = code === 0 && !empty ? counts.failed : Math.max(1, counts.failed)
  return { ...counts, failed, output }
}
