/** Both ways from start to end: a foreign tool reports to this city, and this project's elements' gateway to that server. */
import { discoverGeoReport, open311Gateway } from '@chuishao/adapters/open311'
import type { TicketGateway } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { people, type DemoCity } from './demo-city.ts'
import { openPlainClient } from './plain-client.ts'

type Say = (line: string) => void

/** Street stalls: the department answers. */
const matterCode = 'SR-01'

export async function plainClientReports(city: DemoCity, say: Say): Promise<void> {
  const client = await openPlainClient(city.discovery, city.apiKey)
  say(`发现 discovery      ${client.url}`)
  say(`事项 services       ${(await client.services()).length}`)
  const id = await client.report({
    service_code: matterCode,
    lat: '40.82',
    long: '111.67',
    address_string: '青杉路 3 号门前',
    description: '路边摆摊，行人绕行',
  })
  say(`上报 report         ${id}`)
  say(`工单 ticket         ${(await city.as('grid').get(id))?.ticket.status}`)
  await tell(client, id, say)
  await answerAndClose(city, id)
  await tell(client, id, say)
}

async function tell(client: Awaited<ReturnType<typeof openPlainClient>>, id: string, say: Say) {
  const { status, status_notes, agency_responsible } = await client.request(id)
  say(`查看 request        ${status}, ${oneLine(status_notes)}, ${agency_responsible}`)
}

export async function ourGatewayReports(city: DemoCity, say: Say): Promise<void> {
  const found = await discoverGeoReport(city.discovery)
  if (!found) throw new Error('There is no GeoReport v2 here')
  const gateway = open311Gateway({ ...found, apiKey: city.apiKey, actor: people.grid })
  const { units } = await gateway.city()
  const communityId = units.find(({ type }) => type === 'community')?.id ?? ''
  const outcome = await gateway.execute(
    crypto.randomUUID(),
    {
      type: 'WHISTLE',
      draft: {
        matterCode,
        description: '路边又摆摊了',
        location: { crs: 'wgs84', address: '青杉路 5 号门前', communityId },
      },
    },
    { commandId: crypto.randomUUID(), ifVersion: 0 },
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  const { id } = outcome.ticket
  say(`吹哨 whistle        ${id}`)
  say(`列表 list           ${(await gateway.query({ statuses: ['whistled'] })).items.length} whistled`)
  await answerAndClose(city, id)
  const { ticket } = (await gateway.get(id)) ?? {}
  say(`结果 status         ${ticket?.status}, ${oneLine(ticket?.results.at(-1)?.text)}`)
}

const oneLine = (text: string | null | undefined) => text?.replaceAll('\n', '：')

/** What the city does behind the standard: the department answers and reports, the community confirms. */
async function answerAndClose(city: DemoCity, ticketId: string): Promise<void> {
  const act = async (gateway: TicketGateway, command: Command) => {
    const { ticket } = (await gateway.get(ticketId)) ?? {}
    const how = { commandId: crypto.randomUUID(), ifVersion: ticket?.version ?? 0 }
    const outcome = await gateway.execute(ticketId, command, how)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  await act(city.as('handler'), { type: 'ACCEPT' })
  await act(city.as('handler'), {
    type: 'SUBMIT_RESULT',
    outcome: 'resolved',
    text: '已劝离，人行道恢复畅通',
  })
  await act(city.as('grid'), { type: 'CONFIRM_RESULT' })
}
