/** A directory of photos that the service's user may not write to, in real processes: told at the start, and while it serves. */
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { otherUser } from '../testing/other-user.ts'
import { runCommand } from '../testing/run-command.ts'
import { openTestCity, type TestCity } from '../testing/test-city.ts'

const { ids, cannot } = otherUser()
let city: TestCity
let postgres: TestPostgres

beforeAll(async () => {
  city = await openTestCity()
  await chmod(city.folder, 0o755)
  postgres = await startPostgres({ settings: { fsync: 'off' } })
})
afterAll(async () => {
  await city.close()
  await postgres.stop()
})

/** A directory of that user's. */
const own = async (name: string, mode = 0o700) => {
  const place = join(city.folder, name)
  await mkdir(place)
  if (ids.uid !== undefined && ids.gid !== undefined) await chown(place, ids.uid, ids.gid)
  await chmod(place, mode)
  return place
}
const configOn = (directory: string) => city.config({ url: postgres.url }, { attachments: { directory } })
const written = async (name: string, directory: string) => {
  const file = join(city.folder, `${name}.json`)
  await writeFile(file, JSON.stringify(configOn(directory)))
  return file
}
const run = (command: string[], file: string) =>
  runCommand([...command, '--config', file], {}, process.cwd(), ids)
const needsUser = (test: TestContext) => test.skip(cannot !== undefined, cannot)

it('is told by config --check and by serve, which ends', async (test) => {
  needsUser(test)
  const place = await own('read-only', 0o500)
  const file = await written('read-only', place)
  for (const command of [['config', '--check'], ['serve']]) {
    const { code, err } = await run(command, file)
    expect(code).toBe(1)
    expect(err).toContain(`attachments.directory [unwritable] 无权写入 ${place}，请检查权限或换一个位置。`)
    expect(err).toContain(`${place} may not be written to. Look at its rights, or name another place.`)
  }
})

it('also where only the folder in it is at fault, which serve finds by writing', async (test) => {
  needsUser(test)
  const place = await own('half')
  await own('half/.unfinished', 0o500)
  const { code, err } = await run(['serve'], await written('half', place))
  expect(code).toBe(1)
  expect(err).toContain(`无权写入 ${place}，`)
  expect(err).toContain(`${place} may not be written to.`)
})

it('also where that folder is another user’s and open to all', async (test) => {
  needsUser(test)
  test.skip(ids.uid === undefined, 'only root can make what is another user’s')
  const place = await own('open')
  await mkdir(join(place, '.unfinished'))
  await chmod(join(place, '.unfinished'), 0o755)
  const { code, err } = await run(['serve'], await written('open', place))
  expect(code).toBe(1)
  expect(err).toContain(`${join(place, '.unfinished')} 对其他用户开放（权限 755）`)
  expect(err).toContain(`${join(place, '.unfinished')} is open to others (mode 755)`)
})

it('while it serves: it says so, photos get 503, and both are well again with the rights', async (test) => {
  needsUser(test)
  const place = await own('photos')
  const service = await city.start(configOn(place), { user: ids })
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  const token = await city.tokenFor('grid')
  const upload = async () => {
    const answer = await fetch(`${service.url}/api/v1/attachments`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'image/jpeg' },
      body: new Uint8Array(jpeg),
    })
    return `${answer.status} ${(await answer.json()).code ?? 'stored'}`
  }
  const taken = async () => (await (await fetch(`${service.admin}/readyz`)).json()).checks.photos
  expect([await taken(), await upload()]).toEqual(['ok', '201 stored'])

  await rm(join(place, '.unfinished'), { recursive: true })
  await chmod(place, 0o500)
  expect([await taken(), await upload()]).toEqual(['no', '503 attachmentsUnavailable'])

  await chmod(place, 0o700)
  expect([await taken(), await upload()]).toEqual(['ok', '201 stored'])
  await service.stop()
})
