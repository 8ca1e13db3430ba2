/** Receives a photo that never ends, until it is killed; says when a part of it has come. */
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { photoAcceptor } from '../../server/accept-photo.ts'

async function* endless() {
  yield Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new Uint8Array(100_000)])
  for (;;) {
    yield new Uint8Array(1000)
    writeSync(1, '.')
    await pause(10)
  }
}
await photoAcceptor({ directory: process.argv[2] ?? '' })(endless())
