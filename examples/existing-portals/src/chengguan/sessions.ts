/**
 * Who asks. Everything but the login has the token in its address and is signed: MD5, in capitals, of all parameters of
 * address and form by name, time stamp, nonce and the key that the login gave. The way of signing is one that many Chinese
 * interfaces use; its details here are invented.
 */
import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { demoPassword } from '../demo-city.ts'
import { Refused } from './envelope.ts'
import type { Human } from './humans.ts'

interface Session {
  human: Human
  signKey: string
  nonces: Set<string>
}

/** How far the clock of whoever asks may be off. */
const toleranceMs = 5 * 60_000

export function sessionsOf(humans: Human[], now: () => number) {
  const sessions = new Map<string, Session>()
  return {
    signIn(userName: string | null, password: string | null) {
      const human = humans.find(({ human_code }) => human_code === userName)
      if (!human || password !== demoPassword) throw new Refused('notSignedIn', '用户名或密码错误')
      const token = crypto.randomUUID()
      const signKey = crypto.randomUUID().replaceAll('-', '')
      sessions.set(token, { human, signKey, nonces: new Set() })
      return { token, signKey, humanID: human.human_id }
    },

    /** Throws where there is no session, or the signature is none. */
    signedIn({ headers }: Request, query: URLSearchParams, form: URLSearchParams): Human {
      const session = sessions.get(query.get('token') ?? '')
      if (!session) throw new Refused('notSignedIn', '登录已失效，请重新登录')
      const [stamp, nonce] = [headers.get('X-Timestamp') ?? '', headers.get('X-Nonce') ?? '']
      const parameters = [...query, ...form].filter(([, value]) => value !== '').sort(byName)
      const text = [...parameters, ['timestamp', stamp], ['nonce', nonce], ['key', session.signKey]]
      const expected = bytesToHex(md5(utf8ToBytes(text.map(([name, value]) => `${name}=${value}`).join('&'))))
      if (headers.get('X-Sign') !== expected.toUpperCase()) throw new Refused('badSignature', '签名错误')
      if (!(Math.abs(now() - Number(stamp)) <= toleranceMs))
        throw new Refused('badSignature', '时间戳已过期，请校准本机时间')
      if (session.nonces.has(nonce)) throw new Refused('badSignature', '重复的请求')
      session.nonces.add(nonce)
      return session.human
    },

    forget: () => sessions.clear(),
  }
}

const byName = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : a > b ? 1 : 0)
