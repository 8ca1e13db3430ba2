/** One command over HTTP as it reads in the reference, answered by the real handler. */
import { memoryAttachments, memoryStore } from '@chuishao/adapters/memory'
import { randomSalt } from '@chuishao/adapters/salt'
import { createTicketHandler } from '@chuishao/adapters/server'
import { createTicketService } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { json } from './markdown.ts'
import { ticketId } from './play.ts'

const url = `https://12345.example.gov.cn/api/v1/tickets/${ticketId}/commands`
const headers = {
  'Content-Type': 'application/json',
  'Idempotency-Key': '0198c0de-0000-7000-8000-00000000000a',
  'If-Match': '"v0"',
}
const body = JSON.stringify({ type: 'EDIT', draft: { description: '路灯不亮' } })
const tenantId = testCityData.id

/** The request as a shell command, and the answer with what matters of the ticket. */
export async function httpExample(): Promise<string> {
  const store = memoryStore()
  const handler = createTicketHandler({
    service: createTicketService({
      store,
      attachments: memoryAttachments(),
      cities: () => ({ index: testCity, data: testCityData }),
      clock: () => '2026-03-02T01:00:00.000Z',
      newSalt: randomSalt,
    }),
    authenticate: () => Promise.resolve({ ok: true, session: { tenantId, actor: people.gridWorker } }),
    checkStore: () => store.position(tenantId),
  })
  const answer = await handler(new Request(url, { method: 'POST', headers, body }))
  const answered: unknown = await answer.json()
  await store.close()
  if (answer.status !== 201) throw new Error(`The example was answered with ${answer.status}`)
  return `${curl()}\n\n\`${answer.status}\`, \`ETag: ${answer.headers.get('ETag')}\`\n\n${json(shortened(answered))}`
}

const curl = () =>
  [
    '```sh',
    `curl ${url} \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    ...Object.entries(headers).map(([name, value]) => `  -H '${name}: ${value}' \\`),
    `  -d '${body}'`,
    '```',
  ].join('\n')

function shortened(answered: unknown) {
  const isObject = (it: unknown): it is object => typeof it === 'object' && it !== null
  if (!isObject(answered) || !('ticket' in answered) || !isObject(answered.ticket))
    throw new Error('No ticket came back')
  const shown = ['id', 'status', 'version', 'draft']
  const ticket = Object.fromEntries(Object.entries(answered.ticket).filter(([key]) => shown.includes(key)))
  return { ...answered, ticket }
}
