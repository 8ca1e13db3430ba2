/** Asked to stop under load again and again, on the embedded database too, and with no time to announce it. */
import { join } from 'node:path'
import { afterAll, beforeAll, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { stopUnderLoad } from '../testing/stop-under-load.ts'
import { openTestCity, type TestCity } from '../testing/test-city.ts'

let city: TestCity
let postgres: TestPostgres

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.stop()
  await city.close()
})

for (const delayMs of [0, 1000]) {
  it(`PGlite, three times, ${delayMs} ms after it says so`, async () => {
    const database = { directory: join(city.folder, `database-${delayMs}`) }
    for (let round = 0; round < 3; round += 1) await stopUnderLoad(city, database, { delayMs })
  })

  it(`PostgreSQL, three times, ${delayMs} ms after it says so`, async () => {
    for (let round = 0; round < 3; round += 1) await stopUnderLoad(city, { url: postgres.url }, { delayMs })
  })
}
