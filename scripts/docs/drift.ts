/** Holds files to what the code says. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import prettier from 'prettier'

type Pages = Record<string, string>

/** The paths under `root` whose files do not say what these pages say. */
export async function driftedFrom(pages: Pages, root: string): Promise<string[]> {
  const found: string[] = []
  for (const [path, text] of Object.entries(pages)) {
    const file = join(root, path)
    if ((await readFile(file, 'utf8').catch(() => '')) !== (await formatted(file, text))) found.push(path)
  }
  return found
}

/** Writes the pages under `root`. */
export async function writePages(pages: Pages, root: string): Promise<void> {
  for (const [path, text] of Object.entries(pages)) {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, await formatted(file, text))
  }
}

async function formatted(file: string, text: string): Promise<string> {
  if (!file.endsWith('.md')) return text
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file })
}
