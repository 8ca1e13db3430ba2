// The dispatcher looks at the city's figures by time, and takes the scorecard away.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Person } from './person.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

describe('the figures of the dispatch centre', () => {
  it('are shown by month, with and without appealed ratings, and taken away as a spreadsheet', async () => {
    const { browser, url } = stage
    const person = await Person.open({ browser, url, identity: 'dispatcher', desk: 'dispatch' })
    const { page } = person
    await page.locator('#breakdown > summary').click()
    const rows = page.locator('#breakdown-table tbody tr')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(9)

    await page.getByRole('button', { name: '月', exact: true }).click()
    await page
      .locator('#breakdown-table tbody th', { hasText: /^20\d\d-\d\d$/ })
      .first()
      .waitFor()
    const headers = await page.locator('#breakdown-table thead th').allTextContents()
    expect(headers).toContain('响应率')

    await page.getByLabel('时间').selectOption('year')
    await page.getByLabel('计入申诉已剔除的评价').uncheck()
    await page.evaluate(axe)
    const found = await page.evaluate<{ id: string }[]>(
      "axe.run('#breakdown').then(({ violations }) => violations)",
    )
    expect(found.map(({ id }) => id)).toEqual([])

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '绩效表 CSV' }).click(),
    ])
    const csv = await readFile(await file.path(), 'utf8')
    expect(file.suggestedFilename()).toMatch(/^scorecard-20\d\d-01-01-.*\.csv$/)
    expect(csv.startsWith('\uFEFF单位编码,单位名称,')).toBe(true)
    const codes = csv
      .split('\r\n')
      .slice(1, -2)
      .map((line) => line.split(',')[0] ?? '')
    expect(codes).toEqual(codes.toSorted())
    expect(codes.length).toBeGreaterThan(10)
    await person.leave()
  })

  it('are not for residents, who are told so and see no empty table', async () => {
    const { browser, url } = stage
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.goto(`${url}/dispatch.html?as=citizen-hasi`)
    await page.getByText('统计供办理工单的人员查看，居民不能查看。').waitFor()
    expect(await page.locator('#breakdown, #tiles').filter({ visible: true }).count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })
})
