/** What a description's parts have to say to one another. Each check runs on whatever part is well formed. */
import { commandSchemas, commandTypes, type CommandType } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { isObject, valueAt } from './at-path.ts'
import { listVariables } from './capabilities.ts'
import { listOf } from './convert.ts'
import { Codes, PortalCommand, PortalRequest } from './description.ts'
import type { DescriptionFault } from './description-fault.ts'
import { isDatePattern } from '../foreign/native-date.ts'
import {
  choicesOf,
  historyFields,
  kinds,
  matterFields,
  personFields,
  ticketFields,
  unitFields,
  type FieldTable,
  type Kind,
} from './our-fields.ts'
import { variablesOf } from './request-line.ts'
import { commonVariables } from './variables.ts'

export const crossFaults = (input: unknown): DescriptionFault[] => [
  ...codeFaults(input),
  ...variableFaults(input),
  ...neededFields(input),
  ...dateFaults(input),
  ...photoFaults(input),
]

const isKind = (name: string): name is Kind => Object.prototype.hasOwnProperty.call(kinds, name)

function codeFaults(input: unknown): DescriptionFault[] {
  const shared = entriesAt(input, 'values').flatMap(([name, table]): [string, Kind, unknown][] =>
    isKind(name) ? [[`values.${name}`, name, table]] : [],
  )
  const tables: [string, Kind, unknown][] = [['states', 'status', valueAt(input, 'states')], ...shared]
  for (const [place, fields] of fieldTables) {
    for (const [name, field] of entriesAt(input, place)) {
      const kind = fields[name]
      if (kind !== undefined) tables.push([`${place}.${name}.as`, kind, valueAt(field, 'as')])
    }
  }
  return tables.flatMap(([path, kind, table]) => {
    const codes = z.safeParse(Codes, table)
    return codes.success ? [...unknownCodes(path, kind, codes.data), ...twiceMapped(path, codes.data)] : []
  })
}

const fieldTables: [string, FieldTable][] = [
  ['ticket.fields', ticketFields],
  ['list.fields', ticketFields],
  ['whoAmI.fields', personFields],
  ['city.units.fields', unitFields],
  ['city.matters.fields', matterFields],
  ['history.fields', historyFields],
]

function unknownCodes(path: string, kind: Kind, { codes, writtenAs = {} }: Codes): DescriptionFault[] {
  const choices = choicesOf(kind)
  if (choices === undefined) return []
  const allowed = { zh: choices.join('、'), en: choices.join(', ') }
  const unknown = (at: string, code: string): DescriptionFault[] =>
    choices.includes(code)
      ? []
      : [
          {
            path: at,
            code: 'unknownValue',
            allowed,
            message: { zh: `${code} 不是我们的值`, en: `${code} is none of ours` },
          },
        ]
  return [
    ...Object.keys(codes).flatMap((code) => unknown(`${path}.codes.${code}`, code)),
    ...Object.entries(writtenAs).flatMap(([code, instead]) => [
      ...unknown(`${path}.writtenAs.${code}`, code),
      ...(codes[instead] === undefined
        ? [
            {
              path: `${path}.writtenAs.${code}`,
              code: 'unknownValue' as const,
              message: { zh: `${instead} 不在 codes 中`, en: `${instead} is not among the codes` },
              allowed: { zh: Object.keys(codes).join('、'), en: Object.keys(codes).join(', ') },
            },
          ]
        : []),
    ]),
  ]
}

function twiceMapped(path: string, { codes }: Codes): DescriptionFault[] {
  const ours = new Map<string, string>()
  return Object.entries(codes).flatMap(([code, theirs]) =>
    listOf(theirs).flatMap((value): DescriptionFault[] => {
      const other = ours.get(String(value))
      ours.set(String(value), code)
      if (other === undefined) return []
      return [
        {
          path: `${path}.codes.${code}`,
          code: 'duplicateValue',
          message: { zh: `“${value}”已经对应 ${other}`, en: `"${value}" stands for ${other} already` },
          allowed: {
            zh: `只对应一个；另一个写进 "writtenAs": { "${code}": "${other}" }`,
            en: `only one of them; the other goes into "writtenAs": { "${code}": "${other}" }`,
          },
        },
      ]
    }),
  )
}

function variableFaults(input: unknown): DescriptionFault[] {
  const requests: [string, unknown, readonly string[]][] = [
    ['whoAmI', valueAt(input, 'whoAmI'), []],
    ['city.units', valueAt(input, 'city.units'), []],
    ['city.matters', valueAt(input, 'city.matters'), []],
    ['ticket', valueAt(input, 'ticket'), ['id']],
    ['list', valueAt(input, 'list'), listVariables],
    ['history', valueAt(input, 'history'), ['id']],
    ...entriesAt(input, 'commands').map(([type, command]): [string, unknown, readonly string[]] => [
      `commands.${type}`,
      command,
      isCommandType(type) ? [...commonVariables, ...variablesOfCommand(type)] : commonVariables,
    ]),
  ]
  return requests.flatMap(([path, request, known]) => {
    const described = z.safeParse(RequestPart, request)
    if (!described.success) return []
    const allowed = known.length > 0 ? known.map((it) => `{${it}}`).join(' ') : '—'
    return variablesOf(described.data)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: `${path}.${described.data.send.includes(`{${name}}`) ? 'send' : 'body'}`,
        code: 'unknownVariable',
        message: { zh: `这里没有变量 {${name}}`, en: `there is no variable {${name}} here` },
        allowed: { zh: allowed, en: allowed },
      }))
  })
}

/** The part of a request that has variables. */
const RequestPart = z.object({ send: PortalRequest.shape.send, body: PortalRequest.shape.body })

const isCommandType = (name: string): name is CommandType => commandTypes.some((it) => it === name)

/** The command's own fields; a limit has two parts. */
export const variablesOfCommand = (type: CommandType): string[] =>
  Object.keys(commandSchemas[type].shape).flatMap((name) =>
    name === 'type' || name === 'draft' ? [] : name === 'by' ? ['by.amount', 'by.unit'] : [name],
  )

/** Which field needs which other. */
const pairs: [string, string][] = [
  ['lng', 'lat'],
  ['lat', 'lng'],
  ['lng', 'crs'],
  ['returnReason', 'leadUnitId'],
  ['resultText', 'resultOutcome'],
  ['resultText', 'leadUnitId'],
  ['communityLevel', 'communitySolved'],
  ['citizenLevel', 'citizenSolved'],
  ['citizenLevel', 'citizenId'],
  ['suspendedUntil', 'suspensionPlan'],
  ['address', 'communityId'],
  ['acceptBy', 'createdAt'],
  ['handleBy', 'createdAt'],
]

const always = ['id', 'status', 'createdAt', 'matterCode', 'description', 'communityId', 'leadUnitId']

/** Commands whose answer only makes sense where a field shows it. */
const shownBy: Partial<Record<CommandType, string[]>> = {
  SUBMIT_RESULT: ['resultText', 'resultOutcome'],
  EVALUATE: ['communityLevel', 'communitySolved'],
  RETURN: ['returnReason'],
  SUSPEND: ['suspendedUntil', 'suspensionPlan'],
}

function neededFields(input: unknown): DescriptionFault[] {
  const fields = valueAt(input, 'ticket.fields')
  if (!isObject(fields)) return []
  const has = (name: string) => fields[name] !== undefined
  const needed = (name: string, by: string): DescriptionFault[] =>
    has(name)
      ? []
      : [
          {
            path: `ticket.fields.${name}`,
            code: 'fieldNeeded',
            message: {
              zh: `缺少字段 ${name}：${by} 需要它`,
              en: `the field ${name} is not described: ${by} needs it`,
            },
            allowed: {
              zh: '路径；接口中没有而又不变时写 { "as": { "constant": … } }',
              en: 'a path; { "as": { "constant": … } } where the portal does not say it and it never changes',
            },
          },
        ]
  const commands = entriesAt(input, 'commands').flatMap(([type, command]) => {
    const shown = isCommandType(type) ? (shownBy[type] ?? []) : []
    const parsed = z.safeParse(PortalCommand, command)
    const sent = parsed.success && Array.isArray(parsed.data.record) ? parsed.data.record : []
    return [...shown, ...sent].flatMap((name) => needed(name, `commands.${type}`))
  })
  const started = valueAt(input, 'commands.WHISTLE')
  const uuids = valueAt(input, 'ticket.uuids') === true
  const noId =
    isObject(started) && started['id'] === undefined && !uuids
      ? [
          {
            path: 'commands.WHISTLE.id',
            code: 'missing' as const,
            message: {
              zh: '缺少新工单编号在应答中的路径',
              en: 'the path of the new ticket’s id in the answer is missing',
            },
            allowed: { zh: '路径，如 data.id', en: 'a path, e.g. data.id' },
          },
        ]
      : []
  return [
    ...always.flatMap((name) => needed(name, 'ticket')),
    ...pairs.flatMap(([one, other]) => (has(one) ? needed(other, one) : [])),
    ...commands,
    ...noId,
  ]
}

/** Every `{ "date": … }`, wherever it stands. */
function dateFaults(value: unknown, path = ''): DescriptionFault[] {
  if (typeof value !== 'object' || value === null) return []
  const pattern = isObject(value) ? value['date'] : undefined
  const own: DescriptionFault[] =
    typeof pattern !== 'string' || isDatePattern(pattern) || /^city(\.|$)/.test(path)
      ? []
      : [
          {
            path: `${path}.date`,
            code: 'badDate',
            message: { zh: `“${pattern}”不是时间格式`, en: `"${pattern}" is no pattern of a moment` },
            allowed: {
              zh: '由 yyyy MM dd HH mm ss SSS 组成的格式，或 iso、milliseconds、seconds',
              en: 'a pattern of yyyy MM dd HH mm ss SSS, or iso, milliseconds, seconds',
            },
          },
        ]
  const inner = Object.entries(value).flatMap(([name, it]) =>
    dateFaults(it, path === '' ? name : `${path}.${name}`),
  )
  return [...own, ...inner]
}

/** Photos that are sent or shown have to be stored somewhere, and fetched from there. */
function photoFaults(input: unknown): DescriptionFault[] {
  const hasUpload = valueAt(input, 'upload') !== undefined
  const hasDownload = valueAt(input, 'download') !== undefined
  const sends = entriesAt(input, 'commands').some(([, command]) =>
    isObject(command) ? JSON.stringify(command).includes('{attachments}') : false,
  )
  const shows =
    isObject(valueAt(input, 'ticket.fields.attachments')) ||
    typeof valueAt(input, 'ticket.fields.attachments') === 'string'
  const fault = (path: string, zh: string, en: string): DescriptionFault => ({
    path,
    code: 'requestNeeded',
    message: { zh, en },
    allowed:
      path === 'upload'
        ? { zh: '{ "send": "POST …", "photo": 路径 }', en: '{ "send": "POST …", "photo": path }' }
        : { zh: '"GET {photo}"', en: '"GET {photo}"' },
  })
  return [
    ...(sends && !hasUpload
      ? [fault('upload', '命令要附照片，却没有上传接口', 'commands send photos, and nothing uploads them')]
      : []),
    ...((shows || hasUpload) && !hasDownload
      ? [fault('download', '工单有照片，却没有取照片的接口', 'tickets have photos, and nothing fetches them')]
      : []),
  ]
}

const entriesAt = (input: unknown, path: string): [string, unknown][] => {
  const found = valueAt(input, path)
  return isObject(found) ? Object.entries(found) : []
}
