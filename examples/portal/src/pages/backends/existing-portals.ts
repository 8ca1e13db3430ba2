/** Portals that the city has had for years: their own REST APIs, described as data. */
import { mappedGateway } from '@chuishao/adapters/mapped'
import { demoCity, demoPassword } from '@chuishao/example-existing-portals/demo-city'
import chengguan from '@chuishao/example-existing-portals/descriptions/chengguan.json' with { type: 'json' }
import ruoyi from '@chuishao/example-existing-portals/descriptions/ruoyi.json' with { type: 'json' }
import * as z from 'zod/mini'
import type { Backend, BackendPerson } from './backend.ts'

const endpointOf = (portal: string) => new URL(`/api/existing-portal/${portal}`, location.href).href

const people: BackendPerson[] = demoCity.accounts.map(({ userName, nickName }) => ({
  id: userName,
  name: { zh: nickName, en: nickName },
}))

const RuoyiLogin = z.object({ token: z.string() })

export const ruoyiPortal = (): Backend => ({
  id: 'ruoyi',
  name: { zh: '已有平台：若依结构', en: 'Existing portal, RuoYi' },
  about: {
    zh: 'mappedGateway：一个若依（RuoYi）结构的 12345 平台，接口用一份 JSON 描述，没有写代码；它做不到的，组件自动隐去。',
    en: 'mappedGateway: a 12345 portal in the shape of RuoYi, described by one JSON file, without code; what it cannot do is not offered.',
  },
  people,
  async open(username) {
    const endpoint = endpointOf('ruoyi')
    const answer = await fetch(`${endpoint}/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: demoPassword }),
    })
    const { token } = z.parse(RuoyiLogin, await answer.json())
    return mappedGateway(ruoyi, { endpoint, token: () => token })
  },
})

const ChengguanLogin = z.object({
  resultInfo: z.object({ data: z.object({ token: z.string(), signKey: z.string() }) }),
})

export const chengguanPortal = (): Backend => ({
  id: 'chengguan',
  name: { zh: '已有平台：数字城管', en: 'Existing portal, city management' },
  about: {
    zh: 'mappedGateway：一个数字城管结构的平台，大类小类三段编码、米制坐标、签名表单，都写在另一份 JSON 里；案件由派遣员派遣，监督员核查后结案。',
    en: 'mappedGateway: a portal of digital city management with three codes for a matter, points in metres and signed forms, all in another JSON file; its centre dispatches, and whoever reported checks the result.',
  },
  people,
  async open(userName) {
    const endpoint = endpointOf('chengguan')
    const answer = await fetch(`${endpoint}/login/validpassword`, {
      method: 'POST',
      body: new URLSearchParams({ userName, password: demoPassword }),
    })
    const { token, signKey } = z.parse(ChengguanLogin, await answer.json()).resultInfo.data
    return mappedGateway(chengguan, { endpoint, token: () => token, secret: () => signKey })
  },
})
