/** A portal of digital city management (数字城管): its whole API over data in memory. */
import * as z from 'zod'
import { demoCity, type DemoCity } from '../demo-city.ts'
import { routes, type Call, type Portal } from '../http/routes.ts'
import { Report } from './case-record.ts'
import { caseBook, type CaseRules } from './cases.ts'
import { dataOf, done, listed, refusal, Refused } from './envelope.ts'
import { eventTypesOf } from './event-types.ts'
import { humansOf, roleCodes, type Human } from './humans.ts'
import { Media, mediaStore } from './media.ts'
import { sessionsOf } from './sessions.ts'
import { isStep } from './stages.ts'
import { StepData } from './take-step.ts'

export interface ChengguanPortalOptions extends Partial<CaseRules> {
  city?: DemoCity
  /** Milliseconds since 1970, as `Date.now`. */
  now?: () => number
}

export interface ChengguanPortal {
  handle: Portal
  /** Makes every token invalid. */
  forgetSessions: () => void
}

const OneCase = z.object({ rec_id: z.coerce.string() })

/** Pages count from 1, with at most 50 rows. */
const Query = z.object({
  currentPage: z.coerce.number().min(1).default(1),
  numPerPage: z.coerce.number().min(1).max(50, '每页最多50条').default(20),
  act_property_names: z.array(z.string()).optional(),
  dispose_unit_id: z.coerce.number().optional(),
  community_id: z.coerce.number().optional(),
  event_type_id: z.coerce.number().optional(),
  main_type_id: z.string().optional(),
  sub_type_id: z.string().optional(),
  keyword: z.string().optional(),
})

/** @example const { handle } = chengguanPortal(); await handle(new Request('http://portal.test/login/validpassword', …)) */
export function chengguanPortal({
  city = demoCity,
  now = Date.now,
  autoDispatch = false,
  autoArchive = true,
}: ChengguanPortalOptions = {}): ChengguanPortal {
  const { units, humans } = humansOf(city)
  const sessions = sessionsOf(humans, now)
  const media = mediaStore()
  const types = eventTypesOf(city, (name) => units.find(({ key }) => key === name)?.unit_id)
  const cases = caseBook(types, units, { autoDispatch, autoArchive }, now)

  /** Only for who is signed in, with what the form says. */
  const guarded =
    (answer: (human: Human, form: URLSearchParams, call: Call) => Response) =>
    async (call: Call): Promise<Response> => {
      const form = new URLSearchParams(call.request.method === 'POST' ? await call.request.text() : '')
      return answer(sessions.signedIn(call.request, call.query, form), form, call)
    }

  const portal = routes(
    {
      'POST /login/validpassword': async ({ request }) => {
        const form = new URLSearchParams(await request.text())
        return done(sessions.signIn(form.get('userName'), form.get('password')))
      },
      'POST /api/v1/human/getcurrent': guarded(({ part, ...human }) =>
        done({ human: { ...human, role_codes: roleCodes[part] } }),
      ),
      'POST /api/v1/dic/getunits': guarded(() => listed(units, units.length)),
      'POST /api/v1/dic/geteventtypes': guarded(() =>
        listed(
          types.map(({ matter: _matter, ...type }) => type),
          types.length,
        ),
      ),
      'POST /api/v1/media/upload': guarded(({ human_id }, form) =>
        done({ media_id: media.add(dataOf(Media, form), human_id) }),
      ),
      'GET /api/v1/media/get': guarded((human, _form, { query }) => {
        const id = Number(query.get('media_id'))
        const found = media.get(id)
        const mayHave = found?.humanId === human.human_id || cases.isOnSeen(id, human)
        return found && mayHave ? new Response(found.photo) : new Response(null, { status: 404 })
      }),
      'POST /api/v1/rec/report': guarded((human, form) => {
        const report = dataOf(Report, form)
        media.check(report.media_ids)
        return done({ rec_id: cases.report(report, human).rec_id })
      }),
      'POST /api/v1/rec/getrec': guarded((human, form) =>
        done({ rec: cases.get(dataOf(OneCase, form).rec_id, human) }),
      ),
      'POST /api/v1/rec/getactlist': guarded((human, form) => {
        const rows = cases.actsOf(dataOf(OneCase, form).rec_id, human)
        return listed(rows, rows.length)
      }),
      'POST /api/v1/rec/query': guarded((human, form) => {
        const { currentPage, numPerPage, ...filter } = dataOf(Query, form)
        const found = cases.query(filter, human)
        return listed(found.slice((currentPage - 1) * numPerPage, currentPage * numPerPage), found.length)
      }),
      'POST /api/v1/act/:step': guarded((human, form, { path }) => {
        const { step = '' } = path
        if (!isStep(step)) throw new Refused('notFound', '接口不存在')
        const data = dataOf(StepData, form)
        media.check(data.media_ids)
        cases.step(step, data, human)
        return done()
      }),
    },
    () => refusal(new Refused('notFound', '接口不存在')),
  )

  return {
    forgetSessions: sessions.forget,
    handle: async (request) => {
      try {
        return await portal(request)
      } catch (error) {
        if (error instanceof Refused) return refusal(error)
        throw error
      }
    },
  }
}
