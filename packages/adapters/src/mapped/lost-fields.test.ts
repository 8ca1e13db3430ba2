// What somebody fills in and the portal is never told: nobody may read "submitted" then.
import type { Command } from '@chuishao/core/ticket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act, done, whistled } from '../conformance/fresh-gateway.ts'
import { mappingReportText } from './mapping-report.ts'
import { readDescription } from './read-description.ts'
import { fillRequest } from './request-line.ts'
import { testMapping } from './test-mapping.ts'
import { portalDescription } from './testing/portal-description.ts'
import { gatewaysUnder } from './testing/gateways-under.ts'
import { samplePortal } from './testing/portal.ts'

const { commands } = portalDescription
let portal: ReturnType<typeof samplePortal>
beforeEach(() => void (portal = samplePortal()))
afterEach(() => portal.close())

const progress = { send: 'PUT /gd/{id}/jz', body: { bb: '{version}', bz: '{text}' } }
const withProgress = (more: object = {}) => ({
  ...portalDescription,
  commands: { ...commands, REPORT_PROGRESS: { ...progress, ...more } },
})
const under = (description: object) => gatewaysUnder(portal, description)

const report = (more: object = {}): Command => ({ type: 'REPORT_PROGRESS', text: '已到现场', ...more })

async function reporting(description: object, command: Command) {
  const id = await whistled(under(description))
  const handler = under(description).as('cityManagement')
  await done(act(handler, id, { type: 'ACCEPT' }))
  const before = portal.seen.filter(({ method }) => method !== 'GET').length
  const outcome = await act(handler, id, command)
  return { outcome, sent: portal.seen.filter(({ method }) => method !== 'GET').length - before }
}

describe('a field that the request has no place for', () => {
  it('is refused before anything is sent, in the words that people know', async () => {
    const { outcome, sent } = await reporting(withProgress(), report({ contacted: true }))
    expect(sent).toBe(0)
    expect(outcome).toMatchObject({
      ok: false,
      rejection: {
        code: 'invalidInput',
        message: {
          zh: '测试平台不能带上：是否已联系居民。请清空后再提交，或写进其他文字里。',
          en: expect.stringContaining('cannot carry: whether the resident was contacted'),
        },
        issues: [{ path: ['contacted'] }],
      },
    })
  })

  it('is no matter where nobody has filled it in', async () => {
    const { outcome } = await reporting(withProgress(), report({ contacted: false, attachments: [] }))
    expect(outcome).toMatchObject({ ok: true })
  })

  it('is left out where the description accepts that', async () => {
    const description = withProgress({ loses: ['contacted'] })
    expect((await reporting(description, report({ contacted: true }))).outcome).toMatchObject({ ok: true })
  })

  it('is refused in a whistle, too', async () => {
    const { contactPhone: _phone, ...fields } = portalDescription.ticket.fields
    const description = { ...portalDescription, ticket: { ...portalDescription.ticket, fields } }
    await expect(whistled(under(description), { contact: { phone: '13800000000' } })).rejects.toThrow(
      /联系电话/,
    )
  })
})

describe('accepted losses', () => {
  it('are fields of their command', () =>
    expect(readDescription(withProgress({ loses: ['photos'] }))).toMatchObject({
      faults: [{ path: 'commands.REPORT_PROGRESS.loses.0', code: 'unknownValue' }],
    }))

  it('are told by the tester beside what is refused', () => {
    const text = mappingReportText(testMapping(withProgress({ loses: ['contacted'] })))
    expect(text).toMatch(
      /REPORT_PROGRESS .*填了就拒绝 refused if filled in: attachments; 同意不发送 not sent, accepted: contacted/,
    )
  })
})

describe('a part of a text in double brackets', () => {
  const request = { send: 'POST /x', body: { bz: '{text}[[（建议：{unit}）]]' } }
  const filled = (values: Record<string, unknown>) => fillRequest(request, (name) => values[name]).body

  it('stands there where its variable is known, and goes where it is absent', () => {
    expect(filled({ text: '不属职责', unit: 105 })).toEqual({ bz: '不属职责（建议：105）' })
    expect(filled({ text: '不属职责' })).toEqual({ bz: '不属职责' })
  })

  it('writes what people typed as they typed it', () =>
    expect(filled({ text: '[[{unit}]]', unit: 105 })).toEqual({ bz: '[[{unit}]]（建议：105）' }))
})
