/**
 * A portal with a REST API of its own making, as an existing one has: its rules and its privacy are those of the real
 * service behind it, its words are others.
 */
import { attachmentOf } from '@chuishao/core/service'
import { people, type TestPerson } from '@chuishao/core/testing'
import type { AttachmentRef, Command, Status, Ticket } from '@chuishao/core/ticket'
import { sampleService, sampleSession } from '../../server/testing/sample-service.ts'
import { portalDescription } from './portal-description.ts'

const { unit, level, limitUnit, outcome, role, warning, boolean } = portalDescription.values
const theirs = (table: object, ours: unknown) => {
  const found: unknown = Object.entries(table).find(([name]) => name === String(ours))?.[1]
  return Array.isArray(found) ? found[0] : found
}
const ours = (table: object, native: unknown) =>
  Object.entries(table).find(([, it]) => [it].flat().some((value) => String(value) === String(native)))?.[0]

const local = (instant: string | undefined) =>
  instant && new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 23)

const envelope = (more: object) => Response.json({ code: 200, msg: '操作成功', ...more })
const refusal = (msg: string, code = 500) => Response.json({ code, msg })

export function samplePortal() {
  const { service, store } = sampleService()
  const numbers = new Map<number, string>()
  const photos = new Map<string, AttachmentRef>()
  let lastNumber = 1000
  const seen: Request[] = []

  const numberOf = (id: string) => [...numbers].find(([, it]) => it === id)?.[0] ?? 0
  const nameOf = (ref: AttachmentRef) => `/files/${ref.sha256}.${ref.mediaType.slice('image/'.length)}`
  const refOf = (name: string) => photos.get(name)
  const joined = (refs: AttachmentRef[] = []) => {
    for (const ref of refs) photos.set(nameOf(ref), ref)
    return refs.map(nameOf).join(',')
  }
  const split = (names: unknown) =>
    String(names ?? '')
      .split(',')
      .filter((it) => it !== '')
      .map((name) => refOf(name) ?? { sha256: '0'.repeat(64), mediaType: 'image/jpeg' as const, bytes: 1 })

  const record = ({ draft, ...ticket }: Ticket) => {
    const rated = (rater: string) => ticket.evaluations.find((it) => it.rater === rater)
    const result = ticket.results.at(-1)
    const returned = ticket.returns.at(-1)
    const { location, contact } = draft
    return {
      gdbh: numberOf(ticket.id),
      zt: theirs(portalDescription.states.codes, ticket.status),
      bb: ticket.version,
      cjsj: local(ticket.createdAt),
      gxsj: local(ticket.updatedAt),
      sbr: ticket.createdBy,
      sxbm: draft.matterCode && `SX-${draft.matterCode}`,
      nr: draft.description,
      wz: {
        dz: location?.address,
        x: location?.lng && String(location.lng),
        y: location?.lat && String(location.lat),
      },
      sq: theirs(unit.codes, location?.communityId),
      lxr: contact?.name,
      lxdh: contact?.phone,
      jm: draft.citizenId,
      fj: joined(draft.attachments),
      cbdw: theirs(unit.codes, ticket.leadUnitId),
      qssj: local(ticket.acceptedAt),
      bjsj: local(ticket.closedAt),
      qsqx: local(ticket.clocks.accept?.dueAt),
      blqx: local(ticket.clocks.handle?.dueAt),
      ...(returned && { tdyy: returned.reasonCode, tdsm: returned.explanation }),
      fk: result && {
        nr: result.text,
        jg: theirs(outcome.codes, result.outcome),
        fj: joined(result.attachments),
      },
      pj: {
        sq: theirs(level.codes, rated('community')?.level),
        sqjj: theirs(boolean.codes, rated('community')?.solved),
        jm: theirs(level.codes, rated('citizen')?.level),
        jmjj: theirs(boolean.codes, rated('citizen')?.solved),
      },
      yq: ticket.extensions.map(({ by, reason, at, decision, decisionText }) => ({
        sl: by.amount,
        dw: theirs(limitUnit.codes, by.unit),
        yy: reason,
        sj: local(at),
        jg: decision === 'granted' ? '同意' : decision ? '不同意' : '待审批',
        sm: decisionText,
      })),
      xb: ticket.assists.map(({ unitId, task, at, doneAt, text }) => ({
        dw: theirs(unit.codes, unitId),
        rw: task,
        sj: local(at),
        wcsj: local(doneAt),
        nr: text,
      })),
      yj: theirs(warning.codes, ticket.warning),
      db: ticket.supervised ? 'Y' : 'N',
    }
  }

  const commandOf = (step: string, body: Record<string, unknown>): object => {
    const attachments = split(body['fj'])
    switch (step) {
      case 'qs':
        return { type: 'ACCEPT' }
      case 'td':
        return {
          type: 'RETURN',
          reasonCode: body['tdyy'],
          explanation: body['tdsm'],
          suggestedUnitId: ours(unit.codes, body['jydw']),
        }
      case 'cd':
        return { type: 'WITHDRAW', reason: body['bz'] }
      case 'jz':
        return { type: 'REPORT_PROGRESS', text: body['bz'], attachments }
      case 'fk':
        return {
          type: 'SUBMIT_RESULT',
          outcome: ours(outcome.codes, body['jg']),
          text: body['nr'],
          attachments,
        }
      case 'qr':
        return { type: 'CONFIRM_RESULT' }
      case 'cb':
        return { type: 'REFUSE_RESULT', reason: body['bz'], attachments }
      case 'pj': {
        const { mydj, sfjj, bz } = Object(body['pj'])
        return {
          type: 'EVALUATE',
          level: Number(ours(level.codes, mydj)),
          solved: sfjj === 'Y',
          tags: [],
          comment: bz,
        }
      }
      case 'yqsq': {
        const by = { amount: body['sl'], unit: ours(limitUnit.codes, body['dw']) }
        return { type: 'REQUEST_EXTENSION', by, reason: body['yy'] }
      }
      case 'yqty':
        return { type: 'GRANT_EXTENSION', note: body['sm'] }
      case 'yqbty':
        return { type: 'REFUSE_EXTENSION', reason: body['sm'] }
      case 'xb':
        return { type: 'ADD_ASSIST', unitId: ours(unit.codes, body['xbdw']), task: body['rw'] }
      case 'xbwc':
        return { type: 'ASSIST_DONE', text: body['nr'], attachments }
      case 'ly':
        return { type: 'COMMENT', text: body['bz'], attachments }
      default:
        return { type: 'URGE', message: body['bz'] }
    }
  }

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const [, area = '', name = '', more = ''] = url.pathname.split('/')
    const person = (request.headers.get('Authorization') ?? '').replace('Bearer ', '')
    if (!isPerson(person)) return refusal('认证失败', 401)
    const session = sampleSession(person)
    const { actor } = session
    const city = service.city(session)
    if (area === 'getInfo')
      return envelope({
        user: {
          userName: actor.personId,
          nickName: actor.name,
          roleKeys: actor.roles.map((it) => theirs(role.codes, it) ?? it),
          deptId: theirs(unit.codes, actor.unitId) ?? null,
        },
      })
    if (area === 'dept')
      return envelope({
        data: city.units.map((it) => ({
          deptId: theirs(unit.codes, it.id),
          deptName: it.name,
          type: it.type,
          region: it.regionCode,
          parentId: theirs(unit.codes, it.parentId),
          duty: it.duty,
        })),
      })
    if (area === 'matter')
      return envelope({
        data: city.matters.map((it) => ({
          ...it,
          code: `SX-${it.code}`,
          photo: it.whistleEvidence,
          photoAfter: it.resultEvidence,
        })),
      })
    if (area === 'common') {
      const file = (await request.formData()).get('file')
      if (!(file instanceof Blob)) return refusal('没有文件')
      const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg'
      const ref = await service.upload(session, attachmentOf(new Uint8Array(await file.arrayBuffer()), type))
      return envelope({ fileName: joined([ref]) })
    }
    if (area === 'files') {
      const found = await service.download(session, photos.get(url.pathname)?.sha256 ?? '')
      if (!found) return new Response(null, { status: 404 })
      const parts: Uint8Array<ArrayBuffer>[] = []
      for await (const chunk of found.chunks) parts.push(Uint8Array.from(chunk))
      return new Response(new Blob(parts, { type: found.ref.mediaType }))
    }
    if (request.method === 'POST') {
      const body = await request.json()
      const { wz = {} } = body
      const id = crypto.randomUUID()
      const draft = {
        matterCode: body.sxbm?.slice(3),
        description: body.nr,
        location: {
          crs: 'gcj02',
          ...(wz.x !== undefined && { lng: Number(wz.x), lat: Number(wz.y) }),
          address: wz.dz,
          communityId: ours(unit.codes, body.sq),
        },
        citizenId: body.jm,
        attachments: split(body.fj),
        ...((body.lxr || body.lxdh) && { contact: { name: body.lxr, phone: body.lxdh } }),
      }
      const how = { commandId: crypto.randomUUID(), ifVersion: 0 }
      const done = await service.execute(session, id, { type: 'WHISTLE', draft }, how)
      if (!done.ok) return refusal('rejection' in done ? `附件或内容不正确 ${done.rejection.code}` : '失败')
      lastNumber += 1
      numbers.set(lastNumber, id)
      return envelope({ data: lastNumber })
    }
    if (name === 'list') return envelope(await rowsOf(url.searchParams, session))
    const id = numbers.get(Number(name))
    const view = id && (await service.get(session, id))
    if (!id || !view) return refusal('工单不存在')
    if (more === '') return envelope({ data: record(view.ticket) })
    if (more === 'log') {
      const events = (await service.history(session, id)) ?? []
      return envelope({
        rows: events.map(({ at, command, from, to, actor: by }) => ({
          sj: local(at),
          cz: theirs(portalDescription.values.command.codes, command.type) ?? command.type,
          qzt: theirs(portalDescription.states.codes, from),
          hzt: theirs(portalDescription.states.codes, to),
          czr: by.personId,
          js: by.roles.map((it) => theirs(role.codes, it)),
          dw: theirs(unit.codes, by.unitId),
          bz: wordsOf(command),
          ...('reasonCode' in command && { yy: command.reasonCode }),
          ...('suggestedUnitId' in command && { jydw: theirs(unit.codes, command.suggestedUnitId) }),
          ...('outcome' in command && { jg: theirs(outcome.codes, command.outcome) }),
          ...(command.type === 'EVALUATE' && {
            pj: { dj: theirs(level.codes, command.level), jj: theirs(boolean.codes, command.solved) },
          }),
        })),
      })
    }
    const body = await request.json()
    const how = { commandId: crypto.randomUUID(), ifVersion: Number(body.bb) }
    const done = await service.execute(session, id, commandOf(more, body), how)
    if (done.ok) return envelope({})
    if ('conflict' in done) return refusal('版本已变更')
    return refusal('rejection' in done ? done.rejection.message.zh : '失败')
  }

  const rowsOf = async (asked: URLSearchParams, session: ReturnType<typeof sampleSession>) => {
    const wanted = asked
      .get('zt')
      ?.split(',')
      .flatMap((it) => ours(portalDescription.states.codes, it) ?? [])
    const one = (name: string, ourName: string, value: string | undefined | null) =>
      asked.get(name) === null ? {} : { [ourName]: value ?? '?' }
    const { items } = await service.query(session, {
      limit: 200,
      order: ours(portalDescription.values.order.codes, asked.get('px')) === 'due' ? 'due' : 'updated',
      ...(wanted && { statuses: wanted.filter((it): it is Status => it !== undefined) }),
      ...one('cbdw', 'leadUnitId', ours(unit.codes, asked.get('cbdw'))),
      ...one('sq', 'communityId', ours(unit.codes, asked.get('sq'))),
      ...one('sxbm', 'matterCode', asked.get('sxbm')?.slice(3)),
      ...(asked.get('yj') === '2' && { warning: 'red' as const }),
      ...one('gjz', 'text', asked.get('gjz')),
    })
    const [page, size] = [Number(asked.get('pageNum')), Number(asked.get('pageSize'))]
    const shown = items.slice((page - 1) * size, page * size)
    const rows = []
    for (const { ticketId } of shown) {
      const view = await service.get(session, ticketId)
      if (view) rows.push(record(view.ticket))
    }
    return { total: items.length, rows }
  }

  return {
    /** What was asked, in order. */
    seen,
    fetch: async (request: Request): Promise<Response> => {
      seen.push(request.clone())
      return answer(request)
    },
    close: () => store.close(),
  }
}

const isPerson = (name: string): name is TestPerson => name in people

/** Its log has one column for whatever somebody wrote. */
function wordsOf(command: Command): string | undefined {
  if ('text' in command) return command.text
  if ('explanation' in command) return command.explanation
  if ('reason' in command) return command.reason
  return 'comment' in command ? command.comment : undefined
}
