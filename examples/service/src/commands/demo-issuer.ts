/** `demo-issuer`: gives a token to whoever asks, for trying the service out with invented data on one machine. */
import { once } from 'node:events'
import { readIdentityConfig } from '@chuishao/adapters/identity'
import { listen, stopSignal } from '@chuishao/adapters/node-server'
import { demoIssuer as issuerOf } from '../demo/demo-issuer.ts'
import { demoPeople } from '../demo/demo-people.ts'
import type { ServiceCommand } from './command.ts'
import { OptionsError, readOptions } from './options.ts'

export const demoIssuer: ServiceCommand = {
  about: {
    zh: '仅供试用：为虚构的人员签发令牌（只限本机与演示城市）',
    en: 'For trying out only: signs tokens of invented people, on this machine and for demo cities',
  },
  async run({ config, args }) {
    readOptions(args, {})
    const read = readIdentityConfig(config.identity)
    if (!read.ok) throw new Error('The configuration was checked before it came here.')
    const { issuer, audience, algorithms, tokenType } = read.config
    const [algorithm] = algorithms
    const { protocol, hostname, port } = new URL(issuer)
    if (protocol !== 'http:' || hostname !== '127.0.0.1')
      throw new OptionsError(
        'identity.issuer 须为 http://127.0.0.1:端口 / identity.issuer must be http://127.0.0.1:port',
      )
    const real = Object.entries(config.cities).filter(([, { demo }]) => !demo)
    if (algorithm === undefined || real.length > 0)
      throw new OptionsError(
        `只用于 "demo": true 的城市，这些不是 / Only for cities with "demo": true, which these are not: ${real.map(([id]) => id).join(', ')}`,
      )

    const { signal: stop } = stopSignal()
    const listening = await listen({
      host: hostname,
      port: Number(port),
      starting: await issuerOf({
        issuer,
        audience: [audience].flat()[0] ?? '',
        algorithm,
        ...(tokenType !== undefined && { tokenType }),
      }),
    })
    console.log(
      `谁都可以要到令牌，仅供试用 / Anybody gets a token here: for trying out only.\n` +
        Object.keys(demoPeople)
          .map((login) => `  curl -s ${listening.url}token/${login}`)
          .join('\n'),
    )
    if (!stop.aborted) await once(stop, 'abort')
    await listening.close(0)
    return 0
  },
}
