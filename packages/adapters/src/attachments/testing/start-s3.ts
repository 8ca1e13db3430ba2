/** An S3 server that is not ours, on this machine: it checks signatures, and knows one pair of keys. */
import S3rver from '@20minutes/s3rver'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Options } from '../s3-options.ts'

export interface S3UnderTest {
  options: S3Options
  /** Host name and port under which it answers for buckets in the host name. */
  port: number
  stop: () => Promise<void>
}

export async function startS3(): Promise<S3UnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'chuishao-s3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'photos', configs: [] }],
  })
  const { port } = await server.run()
  return {
    options: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'photos',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    port,
    stop: async () => {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
