// The RuoYi portal through its description, behind MSW: people work on its tickets as on any other, in its own words.
import { mappedGateway, mappingReportText, readDescription, testMapping } from '@chuishao/adapters/mapped'
import type { Outcome, TicketGateway } from '@chuishao/core/service'
import type { Command, Draft } from '@chuishao/core/ticket'
import { setupServer } from 'msw/node'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../demo-city.ts'
import { portalHandlers } from '../msw/portal-handlers.ts'
import { ruoyiPortal } from './ruoyi-portal.ts'

const endpoint = 'http://portal.test'
const file = new URL('../../descriptions/ruoyi.json', import.meta.url)
const read = readDescription(JSON.parse(await readFile(file, 'utf8')))
if (!read.ok) throw new Error(JSON.stringify(read.faults))
const { description } = read

const server = setupServer(...portalHandlers(endpoint, ruoyiPortal().handle))
beforeAll(() => server.listen())
afterAll(() => server.close())

async function as(username: string): Promise<TicketGateway> {
  const answer = await fetch(`${endpoint}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: demoPassword }),
  })
  const { token } = await answer.json()
  return mappedGateway(description, { endpoint, token: () => token })
}

const ticketOf = (outcome: Outcome) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.ticket
}

async function act(gateway: TicketGateway, ticketId: string, command: Command) {
  const view = await gateway.get(ticketId)
  if (!view) throw new Error('The ticket is not there')
  const commandId = crypto.randomUUID()
  return ticketOf(await gateway.execute(ticketId, command, { commandId, ifVersion: view.ticket.version }))
}

const whistle = async (gateway: TicketGateway, photo?: Blob) => {
  const attachments = photo ? [await gateway.upload(photo)] : []
  const draft: Draft = {
    matterCode: 'lamp',
    description: '路灯不亮',
    location: { crs: 'wgs84', lng: 111.67, lat: 40.82, address: '示例路1号', communityId: '102' },
    attachments,
  }
  const command = { type: 'WHISTLE', draft } as const
  return ticketOf(
    await gateway.execute(crypto.randomUUID(), command, { commandId: crypto.randomUUID(), ifVersion: 0 }),
  )
}

const reason = { reasonCode: 'notOurDuty', explanation: '属物业维护', suggestedUnitId: '105' }

describe('the RuoYi portal through its description', () => {
  it('is whistled to with a photo, answered, and rated with its own levels', async () => {
    const [grid, handler] = await Promise.all([as('grid-a'), as('handler-cm')])
    const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
    const { id, status, leadUnitId, draft } = await whistle(grid, new Blob([bytes], { type: 'image/jpeg' }))
    expect({ status, leadUnitId }).toEqual({ status: 'whistled', leadUnitId: '104' })
    const [photo] = draft.attachments ?? []
    await handler.get(id)
    const shown = photo && (await handler.download(photo.sha256))
    expect(new Uint8Array((await shown?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes)

    expect((await act(handler, id, { type: 'ACCEPT' })).status).toBe('accepted')
    await act(handler, id, { type: 'REPORT_PROGRESS', text: '已到现场', attachments: [] })
    const result = { outcome: 'resolved', text: '已修好', contacted: true } as const
    expect((await act(handler, id, { type: 'SUBMIT_RESULT', ...result })).status).toBe('closed')
    const rated = await act(grid, id, { type: 'EVALUATE', level: 4, solved: true, tags: [] })
    expect(rated.status).toBe('evaluated')
    expect(rated.evaluations).toMatchObject([{ rater: 'community', level: 4, solved: true }])
    expect((await grid.history(id)).map((it) => it.command.type)).toEqual([
      'WHISTLE',
      'ACCEPT',
      'REPORT_PROGRESS',
      // The flow says neither outcome nor level: such steps are told in the portal's words.
      'COMMENT',
      'COMMENT',
    ])
  })

  it('decides on a return: refused it stays, and cannot be returned again', async () => {
    const [grid, handler, centre] = await Promise.all([as('grid-a'), as('handler-cm'), as('centre')])
    const { id } = await whistle(grid)
    expect((await act(handler, id, { type: 'RETURN', ...reason })).status).toBe('underReview.returned')
    const refused = await act(centre, id, { type: 'REFUSE_RETURN', explanation: '清单写明由城管负责' })
    expect(refused).toMatchObject({ status: 'accepted', designated: true })
  })

  it('decides on a return: upheld it goes to the unit that was named', async () => {
    const [grid, handler, centre] = await Promise.all([as('grid-a'), as('handler-cm'), as('centre')])
    const { id } = await whistle(grid)
    await act(handler, id, { type: 'RETURN', ...reason })
    const upheld = await act(centre, id, { type: 'UPHOLD_RETURN', toUnitId: '105', explanation: '转住房局' })
    expect(upheld).toMatchObject({ status: 'whistled', leadUnitId: '105' })
    expect((await (await as('handler-housing')).query({ statuses: ['whistled'] })).items).toMatchObject([
      { ticketId: id },
    ])
  })

  it('offers only what the portal can do', async () => {
    const { capabilities } = await as('grid-a')
    expect(capabilities).toMatchObject({ subscribe: false, figures: false, clientIds: false, replays: false })
    expect(capabilities.filters).toEqual(['statuses', 'leadUnitId', 'communityId', 'matterCode', 'text'])
    expect(capabilities.commands).not.toContain('SUSPEND')
  })

  it('hides the tickets of others, and says so when the state has moved on', async () => {
    const [grid, other, handler] = await Promise.all([as('grid-a'), as('grid-b'), as('handler-cm')])
    const { id } = await whistle(grid)
    expect(await other.get(id)).toBeUndefined()
    const view = await handler.get(id)
    const options = { commandId: crypto.randomUUID(), ifVersion: view?.ticket.version ?? 0 }
    await act(grid, id, { type: 'WITHDRAW', reason: '已自行解决' })
    expect((await handler.execute(id, { type: 'ACCEPT' }, options)).ok).toBe(false)
  })

  it('loses in the mapping what is written down, and no more', async () => {
    const report = `${mappingReportText(testMapping(description))}\n`
    await expect(report).toMatchFileSnapshot('../../descriptions/ruoyi.mapping.txt')
  })
})
