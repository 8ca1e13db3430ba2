/** What of the Compose file can be tried without Docker: nginx reads its configuration, and named files are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nginxConfig } from './nginx-config.ts'

const folder = join(import.meta.dirname, '..', 'compose')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

test('nginx is configured as in the cluster that the tests run', () => {
  const expected = nginxConfig({ listen: '8080', services: ['service-a:8080', 'service-b:8080'] })
  expect(read('nginx.conf')).toBe(expected)
})

test('the image starts a program that is there, with the package manager of the repository', () => {
  const dockerfile = read('Dockerfile')
  const root = join(folder, '..', '..', '..')
  const program = /"([\w/]+main\.ts)"/.exec(dockerfile)?.[1] ?? 'none'
  expect(existsSync(join(root, program))).toBe(true)
  const [, pnpm] = /PNPM = '(.+)'/.exec(readFileSync(join(root, 'scripts/lib/install.mjs'), 'utf8')) ?? []
  expect(dockerfile).toContain(`npx -y ${pnpm} install --frozen-lockfile`)
})
