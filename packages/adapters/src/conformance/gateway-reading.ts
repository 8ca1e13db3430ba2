/** Group: what a screen reads: who acts, the city, a preview, lists, figures. */
import { GatewayError, type ListQuery } from '@chuishao/core/service'
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { act, done, whistled, type GatewayTest, type GatewayUnderTest } from './fresh-gateway.ts'
import { testCityData, people } from '@chuishao/core/testing'

export function reading(test: GatewayTest): void {
  test('the gateway says who acts', async ({ as }) => {
    deepEqual(await as('cityManagement').whoAmI(), people.cityManagement)
    deepEqual(await as('citizen').whoAmI(), people.citizen)
  })

  test.needing('wholeCity')('the city comes whole', async ({ as }) =>
    deepEqual(await as('gridWorker').city(), testCityData),
  )

  test.needing('preview')('a preview names the unit that will answer, and until when', async ({ as }) => {
    const { leadUnit, accept, handle } = await as('gridWorker').preview('pipe', 'community-1')
    equal(leadUnit.id, 'water')
    ok(accept && handle && accept.dueAt < handle.dueAt, 'both limits run, the shorter one first')
    ok(accept.explanation.zh && accept.explanation.en)
  })

  test.needing('preview')('there is no preview for a matter that is not on the list', async ({ as }) => {
    await rejects(
      as('gridWorker').preview('moon', 'community-1'),
      (error) => error instanceof GatewayError && error.code === 'notFound',
    )
  })

  test.needing('privateTickets')('a list shows only what this person may see', async (under) => {
    const [lamp, pipe] = [await whistled(under), await whistled(under, { matterCode: 'pipe' })]
    const idsFor = async (person: Parameters<typeof under.as>[0]) =>
      (await under.as(person).query({})).items.map((it) => it.ticketId)
    deepEqual((await idsFor('gridWorker')).toSorted(), [lamp, pipe].toSorted())
    deepEqual((await idsFor('dispatcher')).toSorted(), [lamp, pipe].toSorted())
    deepEqual(await idsFor('cityManagement'), [lamp])
    deepEqual(await idsFor('water'), [pipe])
    deepEqual(await idsFor('neighbour'), [])
  })

  test('a list is narrowed by every filter that there is', async (under) => {
    const lamp = await whistled(under)
    const pipe = await whistled(under, { matterCode: 'pipe', description: '水漫路面' })
    const gateway = under.as('dispatcher')
    const { commands, filters } = gateway.capabilities
    const accepts = commands?.includes('ACCEPT') ?? true
    if (accepts) await done(act(under.as('water'), pipe, { type: 'ACCEPT' }))
    const cases: [ListQuery, string[]][] = [
      [{ statuses: ['accepted'] }, accepts ? [pipe] : []],
      [{ statuses: ['accepted', 'whistled'] }, [lamp, pipe]],
      [{ leadUnitId: 'city-management' }, [lamp]],
      [{ category: 'water' }, [pipe]],
      [{ matterCode: 'lamp' }, [lamp]],
      [{ text: '水漫' }, [pipe]],
      [{ communityId: 'community-2' }, []],
      [{ warning: 'red' }, []],
    ]
    for (const [query, expected] of cases) {
      const names = Object.keys(query)
      if (filters && !filters.some((filter) => names.includes(filter))) continue
      const { items } = await gateway.query(query)
      deepEqual(items.map((it) => it.ticketId).toSorted(), expected.toSorted(), JSON.stringify(query))
    }
  })

  test('pages follow one another without gap or repetition', async (under) => {
    const made = []
    for (let count = 0; count < 5; count += 1) made.push(await whistled(under))
    const gateway = under.as('gridWorker')
    const order = gateway.capabilities.orders?.at(-1) ?? 'due'
    const seen = []
    let cursor: string | undefined
    do {
      const page = await gateway.query({
        limit: 2,
        order,
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
    await done(act(under.as('cityManagement'), accepted, { type: 'ACCEPT' }))
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
  const accepting = test.needing('ACCEPT')
  const acceptedBy = async (under: GatewayUnderTest) => {
    const id = await whistled(under)
    await done(act(under.as('cityManagement'), id, { type: 'ACCEPT' }))
    return under.as('gridWorker').history(id)
  }

  test('the history begins with the whistle', async (under) => {
    const id = await whistled(under)
    const [first] = await under.as('gridWorker').history(id)
    deepEqual(
      [first?.ticketId, first?.version, first?.command.type, first?.to],
      [id, 1, 'WHISTLE', 'whistled'],
    )
  })

  accepting('the history tells every step in order', async (under) => {
    deepEqual(
      (await acceptedBy(under)).map((it) => [it.version, it.command.type, it.from, it.to, it.actor.personId]),
      [
        [1, 'WHISTLE', 'draft', 'whistled', 'grid-1'],
        [2, 'ACCEPT', 'whistled', 'accepted', 'handler-cm'],
      ],
    )
  })

  test.needing('ACCEPT', 'hashedHistory')('the history is chained by hashes', async (under) => {
    const [first, second] = await acceptedBy(under)
    ok(first?.hash)
    equal(second?.previousHash, first.hash)
  })

  test.needing('privateTickets')('the history of a ticket of others is not found', async (under) => {
    const id = await whistled(under)
    await rejects(
      under.as('neighbour').history(id),
      (error) => error instanceof GatewayError && error.code === 'notFound',
    )
  })
}
