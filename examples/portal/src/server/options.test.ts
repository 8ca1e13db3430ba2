import { describe, expect, it } from 'vitest'
import { defaultDataDir, defaultPort, parseOptions } from './options.ts'

const parse = (args: string[], env: Record<string, string> = {}) => parseOptions(args, env, '/home/somebody')

describe('options of the portal', () => {
  it('needs nothing: port, address and directory have defaults', () => {
    expect(parse([])).toEqual({
      ok: true,
      options: { port: defaultPort, host: '127.0.0.1', dataDir: defaultDataDir },
    })
  })

  it('takes flags before the environment', () => {
    const env = { PORT: '9000', DATA_DIR: '/var/portal', HOST: '0.0.0.0' }
    expect(parse([], env)).toMatchObject({ options: { port: 9000, dataDir: '/var/portal', host: '0.0.0.0' } })
    expect(parse(['--port', '8080', '--data', './here', '--host', '::1'], env)).toMatchObject({
      options: { port: 8080, dataDir: '/home/somebody/here', host: '::1' },
    })
  })

  it('counts an empty variable as not set', () => {
    expect(parse([], { PORT: '', DATA_DIR: ' ' })).toMatchObject({
      options: { port: defaultPort, dataDir: defaultDataDir },
    })
  })

  it.each(['abc', '-1', '65536', '80.5', '0x50', '1e3', ''])(
    'refuses the port "%s" in a sentence',
    (port) => {
      expect(parse([`--port=${port}`])).toEqual({ ok: false, error: expect.stringContaining('--port') })
    },
  )

  it('names the variable where the environment is wrong', () => {
    expect(parse([], { PORT: 'http' })).toEqual({
      ok: false,
      error: expect.stringMatching(/^PORT must be .*"http"/),
    })
  })

  it('refuses an unknown flag, a stray word and an empty directory', () => {
    expect(parse(['--prot', '80'])).toEqual({ ok: false, error: expect.stringContaining('--prot') })
    expect(parse(['8080'])).toEqual({ ok: false, error: expect.stringContaining('8080') })
    expect(parse(['--data', ''])).toEqual({ ok: false, error: expect.stringContaining('--data') })
  })

  it('explains itself', () => {
    expect(parse(['--help'])).toEqual({ ok: true, help: expect.stringContaining('--port') })
  })
})
