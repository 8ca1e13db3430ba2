/** What a description has to have because it has something else. */
import * as z from 'zod/mini'
import type { CommandType } from '@chuishao/core/ticket'
import { isObject, valueAt } from '../at-path.ts'
import { PortalCommand } from '../description.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { isCommandType } from '../command-fields.ts'
import { entriesAt } from './entries-at.ts'

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

/** Lists of the record, the commands that only make sense where one shows what came of them, and what each row has to say. */
const lists: { name: string; by: string[]; oneOf: string[][] }[] = [
  {
    name: 'extensions',
    by: ['REQUEST_EXTENSION', 'GRANT_EXTENSION', 'REFUSE_EXTENSION'],
    oneOf: [['amount'], ['unit']],
  },
  {
    name: 'assists',
    by: ['ADD_ASSIST', 'ASSIST_DONE'],
    // A result waits until each is done.
    oneOf: [
      ['unitId', 'unitIds'],
      ['doneAt', 'done'],
    ],
  },
]

const listFaults = (input: unknown): DescriptionFault[] =>
  lists.flatMap(({ name, by, oneOf }) => {
    const path = `ticket.${name}`
    const fields = valueAt(input, `${path}.fields`)
    if (isObject(fields))
      return oneOf
        .filter((names) => !names.some((it) => fields[it] !== undefined))
        .map((names) => fieldNeeded(`${path}.fields.${names[0]}`, names.join(' / '), path))
    const command = by.find((type) => valueAt(input, `commands.${type}`) !== undefined)
    return command && valueAt(input, path) === undefined
      ? [fieldNeeded(path, name, `commands.${command}`)]
      : []
  })

const fieldNeeded = (path: string, name: string, by: string): DescriptionFault => ({
  path,
  code: 'fieldNeeded',
  message: {
    zh: `缺少字段 ${name}：${by} 需要它`,
    en: `the field ${name} is not described: ${by} needs it`,
  },
  allowed: /\.(extensions|assists)$/.test(path)
    ? { zh: '{ "rows": 路径, "fields": { … } }', en: '{ "rows": path, "fields": { … } }' }
    : {
        zh: '路径；接口中没有而又不变时写 { "as": { "constant": … } }',
        en: 'a path; { "as": { "constant": … } } where the portal does not say it and it never changes',
      },
})

export function neededFields(input: unknown): DescriptionFault[] {
  const fields = valueAt(input, 'ticket.fields')
  if (!isObject(fields)) return []
  const has = (name: string) => fields[name] !== undefined
  const needed = (name: string, by: string): DescriptionFault[] =>
    has(name) ? [] : [fieldNeeded(`ticket.fields.${name}`, name, by)]
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
    ...listFaults(input),
    ...noId,
  ]
}
