/** The files that an audit is given, looked at before the walk: it takes hours, and must not fail at its end. */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { access, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Anchor, isSignedBy } from '@chuishao/adapters/audit'
import * as z from 'zod/mini'
import { OptionsError, typedPath } from './options.ts'

export async function readAnchor(file: string, verifyKey: string | undefined): Promise<Anchor> {
  const anchor = z.safeParse(Anchor, parseJson(await textOf('anchor', file)))
  if (!anchor.success)
    throw new OptionsError(`--anchor: 不是锚点文件 / this is no anchor that an audit wrote: ${file}`)
  if (verifyKey === undefined) return anchor.data
  const key = await readKey('verify-key', verifyKey, createPublicKey)
  if (!isSignedBy(anchor.data, key))
    throw new OptionsError(`锚点签名不符 / The anchor ${file} is not signed by this key`)
  return anchor.data
}

/** The private key as it stands in its file. */
export const readSignKey = (file: string): Promise<string> => readKey('sign-key', file, createPrivateKey)

/** Where to write: an anchor must not overwrite an older one, and its folder must be there. */
export async function anchorPlace(typed: string): Promise<string> {
  const file = typedPath(typed)
  const exists = await access(file).then(
    () => true,
    () => false,
  )
  if (exists)
    throw new OptionsError(
      `锚点文件已存在，请换一个文件名 / The anchor file exists already, name another: ${file}`,
    )
  const folder = await stat(dirname(file)).catch(() => undefined)
  if (!folder?.isDirectory())
    throw new OptionsError(
      `--anchor-out: 文件夹不存在，请先创建 / its folder is not there, make it first: ${dirname(file)}`,
    )
  return file
}

async function readKey(
  option: string,
  file: string,
  read: (pem: string) => { asymmetricKeyType?: string | undefined },
): Promise<string> {
  const pem = await textOf(option, file)
  try {
    if (read(pem).asymmetricKeyType === 'ed25519') return pem
  } catch {
    // Told below.
  }
  throw new OptionsError(
    `--${option}: 须为 PEM 格式的 Ed25519 密钥 / this is no Ed25519 key in PEM (openssl genpkey -algorithm ed25519): ${file}`,
  )
}

const textOf = (option: string, file: string): Promise<string> =>
  readFile(typedPath(file), 'utf8').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new OptionsError(`--${option}: 无法读取（${code}） / cannot be read (${code}): ${file}`, { cause })
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
