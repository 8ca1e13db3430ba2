// The first thing that either command does: say clearly when Node is too old to run the rest. Kept to syntax that
// old Node parses, so that the reader sees this sentence and not a SyntaxError.

const OLDEST_NODE_MAJOR = 20

/** The sentence to show, or undefined when `version` ("v22.1.0" or "22.1.0") is new enough. */
export function nodeProblem(version) {
  const major = Number(String(version).replace(/^v/, '').split('.')[0])
  if (major >= OLDEST_NODE_MAJOR) return undefined
  return (
    'Chuishao needs Node.js ' +
    OLDEST_NODE_MAJOR +
    ' or newer to start; this is ' +
    version +
    '. Install a current one from your package manager or version manager, then run the command again.'
  )
}

/** Ends the process with that sentence when the running Node is too old. */
export function requireNode() {
  const problem = nodeProblem(process.version)
  if (problem === undefined) return
  console.error('\n' + problem + '\n')
  process.exit(1)
}
