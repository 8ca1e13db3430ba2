/** Puts each page's content into the one layout, at build time: plain HTML reaches the browser. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../../pages/', import.meta.url))
const target = fileURLToPath(new URL('../../dist/public/', import.meta.url))

/** Writes `dist/public/NAME.html` for every `pages/NAME.html`; `home` becomes `index.html`. */
export async function writePages(): Promise<void> {
  const layout = await readFile(join(source, 'layout.html'), 'utf8')
  await mkdir(target, { recursive: true })
  for (const file of await readdir(source)) {
    if (file === 'layout.html' || !file.endsWith('.html')) continue
    const name = file.slice(0, -'.html'.length)
    const content = await withParts(await readFile(join(source, file), 'utf8'))
    const title = /^<!-- title: (.+?) -->/.exec(content)?.[1]
    if (title === undefined) throw new Error(`pages/${file} must begin with <!-- title: … -->`)
    const page = layout
      .replaceAll('{{title}}', title)
      .replaceAll('{{page}}', name)
      .replace('{{content}}', () => content.slice(content.indexOf('\n') + 1))
      .replace(`data-nav="${name}"`, `data-nav="${name}" aria-current="page"`)
    await writeFile(join(target, name === 'home' ? 'index.html' : file), page)
  }
}

/** What several pages share stands once, in `pages/parts/NAME.html`. */
async function withParts(content: string): Promise<string> {
  const [before, name, after] = content.split(/<!-- part: (\w+) -->\n/)
  if (name === undefined) return content
  return `${before}${await readFile(join(source, 'parts', `${name}.html`), 'utf8')}${after}`
}
