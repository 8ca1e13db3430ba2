/**
 * Writes the reference that follows from the machine and the schemas: pictures, permissions, commands, rejections, data.
 * With `--check` it writes nothing and fails where a file has drifted from the code.
 */
import { join } from 'node:path'
import process from 'node:process'
import { driftedFrom, writePages } from './drift.ts'
import { referencePages } from './pages.ts'

const root = join(import.meta.dirname, '../..')
const pages = await referencePages()

if (process.argv.includes('--check')) {
  const drifted = await driftedFrom(pages, root)
  if (drifted.length > 0) {
    const list = drifted.join('\n  ')
    process.stderr.write(
      `These files no longer say what the code does; run \`node --run docs\`:\n  ${list}\n`,
    )
    process.exitCode = 1
  }
} else await writePages(pages, root)
