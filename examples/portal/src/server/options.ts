/** What one may set at the start: flags first, then the environment, then defaults. A wrong value is a sentence, not a stack. */
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'

export interface PortalOptions {
  /** TCP port, 0 for any free one. */
  port: number
  /** Address to listen on. */
  host: string
  /** Directory of database, photos and signing key. */
  dataDir: string
}

export type ParsedOptions =
  { ok: true; options: PortalOptions } | { ok: true; help: string } | { ok: false; error: string }

export const defaultPort = 8012
export const defaultDataDir = fileURLToPath(new URL('../../.data', import.meta.url))

export const usage = `Usage: npm start -- [--port ${defaultPort}] [--host 127.0.0.1] [--data DIRECTORY]

  --port   port to listen on, 0 to 65535, 0 for any free one   (or PORT)
  --host   address to listen on                                (or HOST)
  --data   directory for database, photos and signing key      (or DATA_DIR)`

/** `cwd` is where a relative `--data` starts. */
export function parseOptions(
  args: string[],
  env: Record<string, string | undefined>,
  cwd: string,
): ParsedOptions {
  const flags = readFlags(args)
  if ('error' in flags) return { ok: false, error: `${flags.error}\n\n${usage}` }
  if (flags.help) return { ok: true, help: usage }

  const port = given('--port', flags.port) ?? given('PORT', env['PORT'])
  if (port !== undefined && !isPort(port.value)) {
    return { ok: false, error: `${port.from} must be a whole number from 0 to 65535, not "${port.value}".` }
  }
  const host = given('--host', flags.host) ?? given('HOST', env['HOST'])
  if (host !== undefined && !/^[\w.:-]+$/.test(host.value)) {
    return { ok: false, error: `${host.from} must be an address or a host name, not "${host.value}".` }
  }
  if (flags.data !== undefined && flags.data.trim() === '') {
    return { ok: false, error: '--data must name a directory.' }
  }
  const dataDir = given('--data', flags.data) ?? given('DATA_DIR', env['DATA_DIR'])
  return {
    ok: true,
    options: {
      port: port === undefined ? defaultPort : Number(port.value),
      host: host?.value ?? '127.0.0.1',
      dataDir: dataDir === undefined ? defaultDataDir : resolve(cwd, dataDir.value),
    },
  }
}

type Flags = {
  port?: string | undefined
  host?: string | undefined
  data?: string | undefined
  help?: boolean | undefined
}

function readFlags(args: string[]): Flags | { error: string } {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** An empty variable in the environment counts as not set. */
const given = (from: string, value: string | undefined) =>
  value === undefined || (value.trim() === '' && !from.startsWith('--'))
    ? undefined
    : { from, value: value.trim() }

const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65535
