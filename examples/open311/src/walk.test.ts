import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDemoCity, type DemoCity } from './demo-city.ts'
import { ourGatewayReports, plainClientReports } from './walk.ts'

let city: DemoCity
beforeAll(async () => {
  city = await openDemoCity()
})
afterAll(() => city.close())

const told = async (walk: typeof plainClientReports): Promise<string> => {
  const lines: string[] = []
  await walk(city, (line) => lines.push(line))
  return lines.join('\n')
}

it('a plain client finds the city, reports, and sees the report closed once the department has answered', async () => {
  expect(await told(plainClientReports)).toMatch(
    /open311\/v2\n.*services +\d+\n.*\n.*whistled\n.*open, 已派单.*\n.*closed, 已办结/,
  )
})

it('the gateway of the elements does the same, by the standard alone', async () => {
  expect(await told(ourGatewayReports)).toMatch(/list +1 whistled\n.*closed, 已办结/)
})
