/** The city management portal as its own pages ask it, signed by hand: for what no description is needed. */
import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { demoPassword } from '../demo-city.ts'
import type { Portal } from '../http/routes.ts'

const ResultInfo = z.object({
  resultInfo: z.object({
    success: z.boolean(),
    message: z.string(),
    errorCode: z.number().optional(),
    data: z.unknown(),
  }),
})
const Login = z.object({ token: z.string(), signKey: z.string() })

export const origin = 'http://chengguan.test'

export interface Signing {
  /** Milliseconds since 1970. */
  now?: number
  nonce?: string
  signKey?: string
}

export async function chengguanClient(portal: Portal, userName: string) {
  const said = async (request: Request) => ResultInfo.parse(await (await portal(request)).json()).resultInfo
  const form = new URLSearchParams({ userName, password: demoPassword })
  const login = await said(new Request(`${origin}/login/validpassword`, { method: 'POST', body: form }))
  const { token, signKey } = Login.parse(login.data)

  return {
    token,
    signKey,
    call(path: string, data: object = {}, signing: Signing = {}) {
      const { now = Date.now(), nonce = randomUUID(), signKey: key = signKey } = signing
      const body = new URLSearchParams({ data: JSON.stringify(data) })
      const line = `data=${body.get('data')}&token=${token}&timestamp=${now}&nonce=${nonce}&key=${key}`
      const sign = createHash('md5').update(line).digest('hex').toUpperCase()
      const headers = { 'X-Timestamp': String(now), 'X-Nonce': nonce, 'X-Sign': sign }
      return said(new Request(`${origin}${path}?token=${token}`, { method: 'POST', headers, body }))
    },
  }
}
