import { expect, test } from 'vitest'
import { explainInstallFailure, installDigest } from './install.mjs'

test.each([
  ['ENOSPC: no space left on device, write', /disk is full/],
  ['Failed to write to file: No space\n      left on device (os error 28)', /disk is full/],
  [
    'ERR_PNPM_META_FETCH_FAIL  GET https://registry.example/lit: getaddrinfo ENOTFOUND',
    /registry cannot be reached/,
  ],
  ['npm error code EAI_AGAIN', /registry cannot be reached/],
  ['ERR_PNPM_OUTDATED_LOCKFILE Cannot install with "frozen-lockfile"', /does not fit/],
  ["EACCES: permission denied, mkdir '/cache'", /may not be written/],
  ['something new', /the lines above/],
])('pnpm saying "%s" is explained', (output, sentence) => {
  expect(explainInstallFailure(output)).toMatch(sentence)
})

test('the same tree has the same digest', () => {
  expect(installDigest()).toBe(installDigest())
})
