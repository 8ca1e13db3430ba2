/** Variables without which a request cannot do what it is for: which ticket is meant, and which page of a list. */
import * as z from 'zod/mini'
import { valueAt } from '../at-path.ts'
import type { DescriptionFault } from '../description-fault.ts'
import { variablesOf } from '../request-line.ts'
import { isAboutDraft } from '../command-fields.ts'
import { entriesAt } from './entries-at.ts'
import { RequestPart } from './variable-faults.ts'

export const neededVariables = (input: unknown): DescriptionFault[] => [
  ...withoutTicket('ticket', valueAt(input, 'ticket')),
  ...withoutTicket('history', valueAt(input, 'history')),
  ...entriesAt(input, 'commands').flatMap(([type, command]) =>
    isAboutDraft(type) ? [] : withoutTicket(`commands.${type}`, command),
  ),
  ...pagingFaults(input),
  ...photoVariableFaults(input),
]

const namedIn = (request: unknown): string[] | undefined => {
  const parsed = z.safeParse(RequestPart, request)
  return parsed.success ? variablesOf(parsed.data) : undefined
}

function withoutTicket(path: string, request: unknown): DescriptionFault[] {
  const named = namedIn(request)
  if (named === undefined || named.includes('id')) return []
  return [
    needed(`${path}.send`, {
      zh: '没有说明是哪一件工单：缺少变量 {id}',
      en: 'nothing says which ticket is meant: the variable {id} is missing',
      allowed: {
        zh: '地址或 body 中的 {id}，如 GET /gd/{id} 或 GET /gd?id={id}',
        en: '{id} in the address or the body, e.g. GET /gd/{id} or GET /gd?id={id}',
      },
    }),
  ]
}

/** A list that is asked without a page shows its beginning and nobody notices that there is more. */
function pagingFaults(input: unknown): DescriptionFault[] {
  const list = valueAt(input, 'list')
  const named = namedIn(list)
  if (named === undefined || valueAt(list, 'paged') === false) return []
  const asks = (name: string) => named.includes(name)
  const path = 'list.send'
  if (!asks('page') && !asks('offset') && !asks('cursor'))
    return [
      needed(path, {
        zh: '没有分页：只会显示列表的开头',
        en: 'there is no paging: only the beginning of the list would be shown',
        allowed: {
          zh: '{page}、{offset} 或 {cursor}，再加 {limit}；接口一次给出全部时写 "paged": false',
          en: '{page}, {offset} or {cursor}, and {limit}; "paged": false where it answers all at once',
        },
      }),
    ]
  const isMarked = valueAt(list, 'next') !== undefined
  return [
    ...(!asks('limit') && !isMarked
      ? [
          needed(path, {
            zh: '没有说明每页几条：缺少变量 {limit}',
            en: 'nothing says how many rows a page has: the variable {limit} is missing',
            allowed: { zh: '如 pageSize={limit}', en: 'e.g. pageSize={limit}' },
          }),
        ]
      : []),
    ...(asks('cursor') && !isMarked
      ? [
          needed('list.next', {
            zh: '有变量 {cursor}，却没有说明它在应答中的路径',
            en: 'there is {cursor}, and nothing says where it lies in the answer',
            allowed: { zh: '路径，如 data.nextCursor', en: 'a path, e.g. data.nextCursor' },
          }),
        ]
      : []),
    ...(isMarked && !asks('cursor')
      ? [
          needed(path, {
            zh: '有 next，却没有发送它的变量 {cursor}',
            en: 'there is "next", and no variable {cursor} that sends it',
            allowed: { zh: '如 after={cursor}', en: 'e.g. after={cursor}' },
          }),
        ]
      : []),
  ]
}

function photoVariableFaults(input: unknown): DescriptionFault[] {
  const upload = valueAt(input, 'upload')
  if (valueAt(upload, 'body') === undefined || namedIn(upload)?.includes('base64') !== false) return []
  return [
    needed('upload.body', {
      zh: 'body 中没有照片：缺少变量 {base64}',
      en: 'the photo is not in the body: the variable {base64} is missing',
      allowed: {
        zh: '{base64}；以 multipart 上传时删去 body',
        en: '{base64}; no body where it is sent as multipart',
      },
    }),
  ]
}

const needed = (
  path: string,
  { zh, en, allowed }: { zh: string; en: string; allowed: DescriptionFault['allowed'] },
): DescriptionFault => ({ path, code: 'variableNeeded', message: { zh, en }, allowed })
