/**
 * Writes the reference that follows from the machine: state diagram, permission table, command reference. With
 * `--check` it writes nothing and fails where a file has drifted from the code.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { toMermaid } from '@chuishao/core/lifecycle'
import { testPolicy } from '@chuishao/core/testing'
import prettier from 'prettier'
import { commandReference } from './command-reference.ts'
import { permissionTable } from './permission-table.ts'
import { rejectionTable } from './rejection-table.ts'

const root = join(import.meta.dirname, '../..')
const notice = '<!-- Made from the code by `pnpm docs`; do not edit. -->'

const pages: Record<string, string> = {
  'docs/reference/lifecycle.md': `${notice}

# Lifecycle

Every ticket moves along this diagram and no other way. It is drawn from the machine in
\`packages/core/src/lifecycle/machine.ts\`.

\`\`\`mermaid
${toMermaid(testPolicy)}\`\`\`

## Who may do what

A rule in the last column must be obeyed besides having the role; each broken rule has a code of its own.

${permissionTable(testPolicy)}
`,
  'docs/reference/commands.md': `${notice}

# Commands

What a client sends to \`POST /api/v1/tickets/{id}/commands\`. The server adds who and when.

${commandReference()}
`,
  'docs/reference/rejections.md': `${notice}

# Rejections

A refused command answers with one of these codes, its sentence in Chinese and English, and the commands that are
allowed instead.

${rejectionTable()}
`,
}

const check = process.argv.includes('--check')
const drifted: string[] = []
for (const [path, text] of Object.entries(pages)) {
  const file = join(root, path)
  const options = await prettier.resolveConfig(file)
  const wanted = await prettier.format(text, { ...options, filepath: file })
  if (!check) await writeFile(file, wanted)
  else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) drifted.push(path)
}
if (drifted.length > 0) {
  process.stderr.write(
    `These pages no longer say what the code does; run \`pnpm docs\`:\n  ${drifted.join('\n  ')}\n`,
  )
  process.exitCode = 1
}
