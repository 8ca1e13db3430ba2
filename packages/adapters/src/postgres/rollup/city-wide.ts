/** What the city's bureau asks of the rollup, and who may ask. */
import { cityWideFigures } from '@chuishao/core/insight'
import type { City } from '@chuishao/core/lifecycle'
import type { CityWide, CityWideAnswer, Session } from '@chuishao/core/service'
import type { Actor, Instant, Role } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import { translating } from '../unavailable.ts'
import { cityWideList } from './city-wide-list.ts'
import { runningTraces } from './running-traces.ts'

export interface CityWideOptions {
  /** The rollup's database. */
  db: Kysely<Database>
  /** The tenants that belong to the city. */
  tenantIds: readonly string[]
  /** The city's own tenant: its dispatchers, return reviewers, supervisors and analysts may ask, nobody else. */
  cityTenantId: string
  /** The city of a tenant, as the service has it; figures need its limits, calendar and places. */
  cities: (tenantId: string) => { index: City } | undefined
  /** The present moment. */
  clock: () => Instant
}

/** Who sees everything in a district sees, for the city, everything of all. */
const roles: Role[] = ['dispatcher', 'returnReviewer', 'supervisor', 'analyst', 'system']

export function cityWide({ db, tenantIds, cityTenantId, cities, clock }: CityWideOptions): CityWide {
  const tracesOf = runningTraces(db)
  const cityOf = (tenantId: string) => {
    const city = cities(tenantId)?.index
    if (!city) throw new Error(`Tenant ${tenantId} is rolled up, and there is no city for it.`)
    return city
  }
  const { policy } = cityOf(cityTenantId)
  const asked = (tenantId: string | undefined) =>
    tenantIds.filter((it) => tenantId === undefined || it === tenantId)

  const ifAllowed = async <T>({ tenantId, actor }: Session, answer: () => Promise<T>) =>
    tenantId === cityTenantId && mayAsk(actor)
      ? { ok: true as const, value: await translating(answer) }
      : refused

  return {
    figures: (session, filter = {}) =>
      ifAllowed(session, async () => {
        const now = clock()
        const parts = await Promise.all(
          asked(filter.tenantId).map(async (tenantId) => ({
            tenantId,
            city: cityOf(tenantId),
            ...(await tracesOf(tenantId)),
          })),
        )
        const upTo = parts.flatMap(({ tenantId, lastEventAt }) =>
          lastEventAt === undefined ? [] : [[tenantId, lastEventAt] as const],
        )
        return { ...cityWideFigures(parts, { ...filter, now, policy }), upTo: Object.fromEntries(upTo) }
      }),
    query: (session, query = {}) => ifAllowed(session, () => cityWideList(db, asked(query.tenantId), query)),
  }
}

const mayAsk = ({ roles: held }: Actor) => held.some((role) => roles.includes(role))

const refused: CityWideAnswer<never> = {
  ok: false,
  rejection: {
    code: 'wrongRole',
    message: {
      zh: '只有市级接诉即办指挥调度中心的调度、审核、督办和分析人员可以查看全市情况',
      en: 'Only dispatchers, reviewers, supervisors and analysts of the city’s own centre see the whole city',
    },
    allowed: [],
  },
}
