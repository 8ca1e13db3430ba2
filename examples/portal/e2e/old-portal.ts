/** A city's portal as it was built ten years ago, with HTML and a script in it as our pages tell it, letter by letter. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { gbk } from './gbk.ts'

const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:"

export interface Embedding {
  html: string
  /** What `/connect.js` is. */
  script: string
  /** Without it, nothing says how it is encoded. */
  scriptType?: string
}

export interface OldPortal {
  url: string
  token: string
  /** The README's where it is absent. */
  embedding?: Embedding
}

/** Puts `/old-portal.html` and `/connect.js` beside the pages of a started portal; answers what went wrong there. */
export async function openOldPortal(page: Page, { url, token, embedding }: OldPortal): Promise<string[]> {
  const { html, script, scriptType = 'text/javascript' } = embedding ?? (await embeddingIn('README.md'))
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.exposeFunction('reportViolation', (text: string) => problems.push(text))
  await page.addInitScript(
    `sessionStorage.setItem('token', ${JSON.stringify(token)})
    document.addEventListener('securitypolicyviolation', (it) =>
      reportViolation(it.violatedDirective + ' blocked ' + it.blockedURI))`,
  )
  // Its web server names no encoding, so that a plain script is read in that of the page.
  await page.route(`${url}/chuishao*.js`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'text/javascript' } })
  })
  await page.route(`${url}/connect.js`, (route) => route.fulfill({ contentType: scriptType, body: script }))
  await page.route(`${url}/old-portal.html`, (route) =>
    route.fulfill({
      headers: { 'Content-Type': 'text/html; charset=gbk', 'Content-Security-Policy': contentSecurityPolicy },
      body: gbk(oldPage(html)),
    }),
  )
  await page.goto(`${url}/old-portal.html`)
  return problems
}

/** A page's first block of HTML, and the block of JavaScript after it. */
export async function embeddingIn(path: string): Promise<Embedding> {
  const text = await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')
  const [, html, script] = /^```html\n([\s\S]*?)^```[\s\S]*?^```js\n([\s\S]*?)^```/m.exec(text) ?? []
  if (html === undefined || script === undefined) throw new Error(`${path} does not say how to embed.`)
  return { html, script }
}

const oldPage = (content: string): string => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN">
<head><title>市民服务热线</title></head>
<body bgcolor="#eef3fa">
<table width="980" align="center" cellspacing="0" cellpadding="8">
<tr><td colspan="2"><h1>市民服务热线平台</h1></td></tr>
<tr><td width="160" valign="top"><a href="#">工单登记</a><br /><a href="#">工单查询</a></td>
<td>
${content}</td></tr>
</table>
</body>
</html>
`
