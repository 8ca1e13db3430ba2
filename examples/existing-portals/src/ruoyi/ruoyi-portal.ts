/** A 12345 portal as somebody builds it on RuoYi-Vue: its whole REST API over data in memory. */
import * as z from 'zod'
import { demoCity, demoPassword, type DemoCity } from '../demo-city.ts'
import { routes, type Answer, type Call, type Portal } from '../http/routes.ts'
import { accountsOf, type User } from './accounts.ts'
import { bodyOf, done, refusal, Refused, table } from './envelope.ts'
import { fileStore } from './files.ts'
import { orderBook } from './orders.ts'
import { dictionaries, steps, type StepName } from './states.ts'
import { StepBody } from './take-step.ts'
import { NewOrder } from './work-order.ts'

export interface RuoyiPortalOptions {
  city?: DemoCity
  /** Milliseconds since 1970, as `Date.now`. */
  now?: () => number
}

export interface RuoyiPortal {
  handle: Portal
  /** Makes every token invalid, as a restart of the portal's session store does. */
  forgetSessions: () => void
}

const Login = z.object({ username: z.string(), password: z.string() })
const isStep = (name: string): name is StepName => name in steps

/** @example const { handle } = ruoyiPortal(); await handle(new Request('http://portal.test/getInfo')) */
export function ruoyiPortal({ city = demoCity, now = Date.now }: RuoyiPortalOptions = {}): RuoyiPortal {
  const accounts = accountsOf(city)
  const files = fileStore(now)
  const orders = orderBook(city, accounts.depts, now)

  const guarded =
    (answer: (user: User, call: Call) => Response | Promise<Response>): Answer =>
    (call) =>
      answer(accounts.signedIn(call.request), call)

  const portal = routes(
    {
      'POST /login': async ({ request }) => {
        const { username, password } = await bodyOf(Login, request)
        return done({ token: accounts.signIn(username, password, demoPassword) })
      },
      'POST /logout': ({ request }) => (accounts.signOut(request), done({ msg: '退出成功' })),
      'GET /getInfo': guarded((user) => done({ user, roles: rolesOf(user), permissions: [] })),
      'GET /system/dept/list': guarded(() => done({ data: accounts.depts })),
      'GET /system/dict/data/type/:type': guarded((_user, { path }) =>
        done({ data: dictionary(path['type']) }),
      ),
      'POST /common/upload': guarded((_user, { request }) => files.upload(request)),
      'GET /profile/upload/:year/:month/:day/:name': ({ request }) =>
        files.download(new URL(request.url).pathname),

      'GET /ticket/matter/list': guarded(() => table(matterRows(city, accounts.depts), city.matters.length)),
      'GET /ticket/workorder/list': guarded((user, { query }) => {
        const filter = {
          status: query.get('status'),
          handleDeptId: query.get('handleDeptId'),
          communityDeptId: query.get('communityDeptId'),
          matterCode: query.get('matterCode'),
          keyword: query.get('keyword'),
        }
        const found = orders.list(filter, user)
        return table(pageOf(found, query), found.length)
      }),
      'GET /ticket/workorder/:id': guarded((user, { path }) =>
        done({ data: orders.get(path['id'] ?? '', user) }),
      ),
      'GET /ticket/flow/list': guarded((user, { query }) => {
        const rows = orders.flowOf(query.get('workOrderId') ?? '', user)
        return table(pageOf(rows, query), rows.length)
      }),
      'POST /ticket/workorder': guarded(async (user, { request }) => {
        const draft = await bodyOf(NewOrder, request)
        files.check(draft.fileUrls)
        return done({ data: orders.add(draft, user).workOrderId })
      }),
      'PUT /ticket/workorder/:step/:id': guarded(async (user, { request, path }) => {
        const { step = '', id = '' } = path
        if (!isStep(step)) throw new Refused(404, '请求地址不存在')
        const body = await bodyOf(StepBody, request)
        files.check(body.fileUrls)
        orders.step(id, step, body, user)
        return done()
      }),
    },
    () => refusal(new Refused(404, '请求地址不存在')),
  )

  return {
    forgetSessions: accounts.forgetSessions,
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

/** The centre dispatches, and decides on returns. */
const rolesOf = ({ part }: User) => (part === 'centre' ? [part, 'auditor'] : [part])

/** Pages count from 1; the framework's helper answers the last page for one past the end. */
function pageOf<T>(rows: T[], query: URLSearchParams): T[] {
  const pageSize = Number(query.get('pageSize') ?? 10)
  const lastPage = Math.max(1, Math.ceil(rows.length / pageSize))
  const pageNum = Math.min(Number(query.get('pageNum') ?? 1), lastPage)
  return rows.slice((pageNum - 1) * pageSize, pageNum * pageSize)
}

const dictionary = (dictType = '') =>
  Object.entries(dictionaries[dictType] ?? {}).map(([dictValue, dictLabel], i) => ({
    dictCode: i + 1,
    dictSort: i,
    dictLabel,
    dictValue,
    dictType,
    status: '0',
  }))

const matterRows = (city: DemoCity, depts: { key: string; deptId: number }[]) =>
  city.matters.map(({ key, name, category, department, signHours, finishHours, photo = 'optional' }) => ({
    matterCode: key,
    matterName: name,
    category,
    handleDeptId: depts.find((it) => it.key === department)?.deptId ?? null,
    signHours,
    finishHours,
    photoRule: photoRules[photo],
  }))

const photoRules = { none: '0', optional: '1', required: '2' } as const
