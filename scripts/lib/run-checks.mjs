// What `npm test` does once Node is known to be new enough.
import { endChildrenWithUs } from './child.mjs'
import { install } from './install.mjs'
import { checkSteps } from './check-steps.mjs'
import { runSteps } from './steps.mjs'

/** Runs the checks; resolves with the exit code. */
export async function runChecks(args) {
  endChildrenWithUs()
  const groups = checkSteps({ long: args.includes('--long') })
  const ids = groups.flat().map((step) => step.id)
  if (args.includes('--list')) {
    console.log(ids.join('\n'))
    return 0
  }
  const only = args[args.indexOf('--only') + 1]?.split(',')
  const chosen = args.includes('--only') ? only : ids
  const unknown = (chosen ?? ['']).filter((id) => !ids.includes(id))
  if (unknown.length > 0) {
    console.error(`--only takes some of: ${ids.join(', ')}`)
    return 2
  }

  const problem = await install()
  if (problem !== undefined) {
    console.error(`\n${problem}\n`)
    return 1
  }

  const started = Date.now()
  const { passed, failed, failedNames } = await runSteps(
    groups.map((group) => group.filter((step) => chosen.includes(step.id))),
  )
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(
    failed === 0
      ? `\nEverything passed in ${seconds} s.`
      : `\nFailed after ${seconds} s: ${failedNames.join(', ')}. Run one again with: npm test -- --only <step>`,
  )
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
