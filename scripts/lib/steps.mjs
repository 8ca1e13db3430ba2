// Runs the named steps of a check in groups, says how far it is, and ends with one line of counts.

/**
 * @typedef {object} StepResult
 * @property {number} passed checks or tests that passed
 * @property {number} failed
 * @property {string} [output] shown when something failed
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<StepResult>} run
 * @property {string} [needs] name of a step that must have passed
 */

/**
 * Runs groups one after the other, the steps of a group side by side. Returns the totals and the steps that failed.
 * @param {Step[][]} groups
 */
export async function runSteps(groups, { log = console.log, now = Date.now, stillRunningMs = 60_000 } = {}) {
  const total = groups.flat().length
  const failedNames = []
  const counts = { passed: 0, failed: 0 }
  let started = 0
  for (const group of groups) {
    await Promise.all(
      group.map(async (step) => {
        const label = `[${++started}/${total}] ${step.name}`
        const begin = now()
        const seconds = () => `${((now() - begin) / 1000).toFixed(1)} s`
        log(`${label} …`)
        const timer = setInterval(() => log(`${label} … still running, ${seconds()}`), stillRunningMs)
        const result = await outcome(step, failedNames)
        clearInterval(timer)
        counts.passed += result.passed
        counts.failed += result.failed
        if (result.failed === 0) {
          log(`${label} ✓ ${seconds()}${result.passed > 1 ? `, ${result.passed} passed` : ''}`)
          return
        }
        failedNames.push(step.name)
        log(`${label} ✗ ${seconds()}\n${indent(result.output ?? '')}`)
      }),
    )
  }
  return { ...counts, failedNames }
}

async function outcome(step, failedNames) {
  if (step.needs !== undefined && failedNames.includes(step.needs)) {
    return { passed: 0, failed: 1, output: `Not run, because "${step.needs}" failed.` }
  }
  try {
    return await step.run()
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.stack : String(error) }
  }
}

const indent = (text) => text.trimEnd().replace(/^/gm, '    ')
