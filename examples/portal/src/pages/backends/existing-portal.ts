/** A portal that the city has had for years: its own REST API, described as data. */
import { mappedGateway } from '@chuishao/adapters/mapped'
import { demoCity, demoPassword } from '@chuishao/example-existing-portals/demo-city'
import ruoyi from '@chuishao/example-existing-portals/descriptions/ruoyi.json' with { type: 'json' }
import * as z from 'zod/mini'
import type { Backend } from './backend.ts'

const endpoint = '/api/existing-portal'
const LoginAnswer = z.object({ token: z.string() })

export const existingPortal = (): Backend => ({
  id: 'mapped',
  name: { zh: '已有的 12345 平台', en: 'An existing portal' },
  about: {
    zh: 'mappedGateway：一个若依（RuoYi）结构的平台，接口用一份 JSON 描述，没有写代码；它做不到的，组件自动隐去。',
    en: 'mappedGateway: a portal in the shape of RuoYi, described by one JSON file, without code; what it cannot do is not offered.',
  },
  people: demoCity.accounts.map(({ userName, nickName }) => ({
    id: userName,
    name: { zh: nickName, en: nickName },
  })),
  async open(username) {
    const answer = await fetch(`${endpoint}/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: demoPassword }),
    })
    const { token } = z.parse(LoginAnswer, await answer.json())
    return mappedGateway(ruoyi, {
      endpoint: new URL(endpoint, location.href).href,
      token: () => token,
    })
  },
})
