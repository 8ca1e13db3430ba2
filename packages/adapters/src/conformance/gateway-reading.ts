/** Group: what a screen reads: who acts, the city, a preview, lists, figures. */
import { GatewayError } from '@chuishao/core/service'
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { done, send, whistled, type GatewayTest } from './fresh-gateway.ts'
import { testCityData, people } from '@chuishao/core/testing'

export function reading(test: GatewayTest): void {
  test('the gateway says who acts', async ({ as }) => {
    deepEqual(await as('cityManagement').whoAmI(), people.cityManagement)
    deepEqual(await as('citizen').whoAmI(), people.citizen)
  })

  test('the city comes whole', async ({ as }) => deepEqual(await as('gridWorker').city(), testCityData))

  test('a preview names the unit that will answer, and until when', async ({ as }) => {
    const { leadUnit, accept, handle } = await as('gridWorker').preview('pipe', 'community-1')
    equal(leadUnit.id, 'water')
    ok(accept && handle && accept.dueAt < handle.dueAt, 'both limits run, the shorter one first')
    ok(accept.explanation.zh && accept.explanation.en)
  })

  test('there is no preview for a matter that is not on the list', async ({ as }) => {
    await rejects(
      as('gridWorker').preview('moon', 'community-1'),
      (error) => error instanceof GatewayError && error.code === 'notFound',
    )
  })

  test('a list shows the latest change first, and only what this person may see', async (under) => {
    const [lamp, pipe] = [await whistled(under), await whistled(under, { matterCode: 'pipe' })]
    const idsFor = async (person: Parameters<typeof under.as>[0]) =>
      (await under.as(person).query({})).items.map((it) => it.ticketId)
    deepEqual((await idsFor('gridWorker')).toSorted(), [lamp, pipe].toSorted())
    deepEqual((await idsFor('dispatcher')).toSorted(), [lamp, pipe].toSorted())
    deepEqual(await idsFor('cityManagement'), [lamp])
    deepEqual(await idsFor('water'), [pipe])
    deepEqual(await idsFor('neighbour'), [])
  })

  test('a list is narrowed by every filter', async (under) => {
    const lamp = await whistled(under)
    const pipe = await whistled(under, { matterCode: 'pipe', description: '水漫路面' })
    await done(send(under.as('water'), pipe, 1, { type: 'ACCEPT' }))
    const gateway = under.as('dispatcher')
    const ids = async (query: Parameters<typeof gateway.query>[0]) =>
      (await gateway.query(query)).items.map((it) => it.ticketId)
    deepEqual(await ids({ statuses: ['accepted'] }), [pipe])
    deepEqual((await ids({ statuses: ['accepted', 'whistled'] })).toSorted(), [lamp, pipe].toSorted())
    deepEqual(await ids({ leadUnitId: 'city-management' }), [lamp])
    deepEqual(await ids({ category: 'water' }), [pipe])
    deepEqual(await ids({ matterCode: 'lamp' }), [lamp])
    deepEqual(await ids({ text: '水漫' }), [pipe])
    deepEqual(await ids({ communityId: 'community-2' }), [])
    deepEqual(await ids({ warning: 'red' }), [])
  })

  test('pages follow one another without gap or repetition', async (under) => {
    const made = []
    for (let count = 0; count < 5; count += 1) made.push(await whistled(under))
    const gateway = under.as('gridWorker')
    const seen = []
    let cursor: string | undefined
    do {
      const page = await gateway.query({
        limit: 2,
        order: 'due',
        ...(cursor === undefined ? {} : { cursor }),
      })
      ok(page.items.length <= 2)
      seen.push(...page.items.map((it) => it.ticketId))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    deepEqual(seen.toSorted(), made.toSorted())
  })
}

export function reporting(test: GatewayTest): void {
  test('figures count what happened, each with numerator and denominator', async (under) => {
    await whistled(under)
    const accepted = await whistled(under)
    await done(send(under.as('cityManagement'), accepted, 1, { type: 'ACCEPT' }))
    const { all, byUnit } = await under.as('dispatcher').figures()
    deepEqual([all.raised, all.open], [2, 2])
    deepEqual(all.ratios.closeRateAll, { numerator: 0, denominator: 2 })
    equal(byUnit['city-management']?.raised, 2)
  })

  test('figures are counted for what is asked, and by period', async (under) => {
    await whistled(under)
    const dispatcher = under.as('dispatcher')
    const { asOf } = await dispatcher.figures()
    const today = new Date(Date.parse(asOf) + 8 * 3_600_000).toISOString().slice(0, 10)
    const own = await dispatcher.figures({ unitId: 'city-management', from: today, period: 'day' })
    deepEqual(Object.keys(own.byUnit), ['city-management'])
    equal(own.byPeriod?.[today]?.raised, 1)
    equal((await dispatcher.figures({ category: 'water' })).all.raised, 0)
    equal((await dispatcher.figures({ dateOf: 'closed' })).all.raised, 0)
  })
}

export function remembering(test: GatewayTest): void {
  test('the history tells every step in order, chained by hashes', async (under) => {
    const id = await whistled(under)
    await done(send(under.as('cityManagement'), id, 1, { type: 'ACCEPT' }))
    const events = await under.as('gridWorker').history(id)
    deepEqual(
      events.map((it) => [it.version, it.command.type, it.from, it.to, it.actor.personId]),
      [
        [1, 'WHISTLE', 'draft', 'whistled', 'grid-1'],
        [2, 'ACCEPT', 'whistled', 'accepted', 'handler-cm'],
      ],
    )
    equal(events[1]?.previousHash, events[0]?.hash)
  })

  test('the history of a ticket of others is not found', async (under) => {
    const id = await whistled(under)
    await rejects(
      under.as('neighbour').history(id),
      (error) => error instanceof GatewayError && error.code === 'notFound',
    )
  })
}
