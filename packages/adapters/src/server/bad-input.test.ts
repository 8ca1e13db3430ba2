/** Bad input at the HTTP face: each gets its problem, in its own status and with a stable code, and nothing changes. */
import { deepStrictEqual } from 'node:assert'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestPerson } from '@chuishao/core/testing'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { Problem, problemMediaType } from '../http/problem.ts'
import { generateKeyPair } from 'jose'
import { sampleServer, tokenFor } from './testing/sample-server.ts'
import { sampleSession } from './testing/sample-service.ts'

let server: ReturnType<typeof sampleServer>
let ticketId: string

beforeEach(async () => {
  server = sampleServer()
  ticketId = freshTicketId()
  const { status } = await command('gridWorker', { type: 'WHISTLE', draft: sampleDraft() }, { version: 0 })
  expect(status).toBe(201)
})

afterEach(async () => {
  expect(server.errors).toEqual([])
  await server.dispose()
})

interface CommandOptions {
  id?: string
  version?: number
  key?: string
  headers?: Record<string, string>
}

const request = async (path: string, person: TestPerson | undefined, init: RequestInit = {}) => {
  const headers = new Headers(init.headers)
  if (person !== undefined) headers.set('Authorization', `Bearer ${await tokenFor(person)}`)
  return server.handler(new Request(`http://portal.test${path}`, { ...init, headers }))
}

const command = (
  person: TestPerson | undefined,
  body: unknown,
  { id = ticketId, version = 1, key = crypto.randomUUID(), headers = {} }: CommandOptions = {},
) =>
  request(`/api/v1/tickets/${id}/commands`, person, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      'If-Match': `"v${version}"`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const upload = (person: TestPerson | undefined, body: BodyInit, type: string) =>
  request('/api/v1/attachments', person, { method: 'POST', headers: { 'Content-Type': type }, body })

const problemOf = async (response: Response) => {
  expect(response.headers.get('Content-Type')).toBe(problemMediaType)
  const problem = Problem.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.type).toBe(`urn:chuishao:problem:${problem.code}`)
  expect(problem.requestId).toBe(response.headers.get('X-Request-Id'))
  expect(problem.message.zh).toMatch(/[\u4e00-\u9fff]/)
  expect(problem.message.en).not.toBe('')
  for (const { message } of problem.issues ?? []) expect(message).toMatch(/[\u4e00-\u9fff].* \/ \w/)
  return problem
}

/** Everything that is stored of the ticket, and how far the feed is. */
const everything = async () => {
  const session = sampleSession('dispatcher')
  const { service } = server
  return {
    view: await service.get(session, ticketId),
    history: await service.history(session, ticketId),
    position: await service.position(session),
  }
}

/** Asks, expects the problem with what is allowed `instead`, and sees that nothing changed. */
const refused = async (ask: () => Promise<Response>, status: number, code: string, instead = '') => {
  const { problem } = await refusal(ask, status, code)
  expect(problem.message.en).toContain(instead)
}

/** As `refused`, to look closer. */
const refusal = async (ask: () => Promise<Response>, status: number, code: string) => {
  const before = await everything()
  const response = await ask()
  const problem = await problemOf(response)
  expect([problem.status, problem.code]).toEqual([status, code])
  deepStrictEqual(await everything(), before)
  return { problem, response }
}

describe('a command', () => {
  it('out of state gets 409 with what may be done instead', async () => {
    const { problem } = await refusal(
      () => command('cityManagement', { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '好了' }),
      409,
      'notAllowedInState',
    )
    expect(problem.allowed).toEqual(expect.arrayContaining(['ACCEPT', 'RETURN']))
  })

  it('by the wrong role gets 403', () =>
    refused(() => command('citizen', { type: 'ACCEPT' }), 403, 'wrongRole'))

  it('for the wrong unit gets 403', () =>
    refused(() => command('gridWorker', { type: 'ACCEPT' }), 403, 'wrongUnit'))

  it('that only the system may send gets 403', () =>
    refused(() => command('dispatcher', { type: 'DEADLINE_REACHED', kind: 'accept' }), 403, 'wrongRole'))

  it('on a ticket that this person may not see gets 404', () =>
    refused(() => command('neighbour', { type: 'COMMENT', text: '在吗' }), 404, 'unknownTicket'))

  it('on a ticket that is not there gets 404', () =>
    refused(
      () => command('gridWorker', { type: 'COMMENT', text: '在吗' }, { id: freshTicketId() }),
      404,
      'unknownTicket',
    ))

  it('on what is no identifier gets 400 that says what one is', async () => {
    const { problem } = await refusal(
      () => command('gridWorker', { type: 'COMMENT', text: '在吗' }, { id: '1' }),
      400,
      'invalidParameter',
    )
    expect(problem.issues).toEqual([{ path: ['id'], message: '应为 UUID / must be a UUID' }])
  })

  it.each([
    ['an unknown type', { type: 'WISTLE' }],
    ['no type', { draft: sampleDraft() }],
    ['a draft that is none', { type: 'WHISTLE', draft: 1 }],
    ['nothing', 'null'],
    ['a list', '[]'],
  ])('with %s gets the same 422, where there is a ticket, none, or one of others', async (_name, body) => {
    const asked = [
      () => command('gridWorker', body),
      () => command('gridWorker', body, { id: freshTicketId(), version: 0 }),
      () => command('gridWorker', body, { id: freshTicketId(), version: 1 }),
      () => command('neighbour', body),
      () => command('neighbour', body, { version: 0 }),
    ]
    const problems = []
    for (const ask of asked) {
      const { requestId, ...said } = (await refusal(ask, 422, 'invalidInput')).problem
      expect(requestId).toBeDefined()
      problems.push(said)
    }
    expect(problems[0]?.issues).not.toEqual([])
    for (const said of problems) expect(said).toEqual(problems[0])
  })

  it.each([
    [
      'commands',
      { type: 'WHISTLE', draft: { ...sampleDraft(), photos: [] } },
      ['draft', 'photos'],
      'attachments',
    ],
    ['commands', { type: 'ACCEPT', force: true }, ['force'], 'type'],
    [
      'commands',
      { type: 'EDIT', draft: { location: { crs: 'wgs84', address: '示例路', communityId: 'c', floor: 3 } } },
      ['draft', 'location', 'floor'],
      'accuracyMetres',
    ],
    [
      'commands',
      {
        type: 'COMMENT',
        text: '好',
        attachments: [{ sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 1, url: 'https://x' }],
      },
      ['attachments', 0, 'url'],
      'sha256',
    ],
    [
      'commands',
      { type: 'REQUEST_EXTENSION', by: { amount: 1, unit: 'day', hours: 8 }, reason: '等料' },
      ['by', 'hours'],
      'amount',
    ],
    ['commands', '{"type":"ACCEPT","__proto__":{}}', ['__proto__'], 'type'],
    ['erasure', { reason: '应居民要求', photo: [] }, ['photo'], 'photos'],
  ])('or an erasure (%s: %j) with a name that it has not gets 422', async (route, body, path, allowed) => {
    const asked = ([id, person]: [string, TestPerson]) =>
      request(`/api/v1/tickets/${id}/${route}`, person, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
          'If-Match': '"v1"',
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    const places: [string, TestPerson][] = [
      [ticketId, 'gridWorker'],
      [ticketId, 'neighbour'],
      [freshTicketId(), 'supervisor'],
    ]
    for (const place of places) {
      const { problem } = await refusal(() => asked(place), 422, 'invalidInput')
      expect(problem.issues).toEqual([
        {
          path,
          message: expect.stringMatching(
            new RegExp(`^没有这一项，可用：.*${allowed}.* allowed: .*${allowed}`),
          ),
        },
      ])
    }
  })

  it('with a misspelt name is told that, and what is missing for it', async () => {
    const { problem } = await refusal(
      () => command('cityManagement', { type: 'COMMENT', txt: '收到' }),
      422,
      'invalidInput',
    )
    expect(problem.issues).toEqual([
      { path: ['txt'], message: expect.stringContaining('allowed: type, text, attachments') },
      { path: ['text'], message: '应为文字 / must be a text' },
    ])
  })

  it('of an unknown type gets 422', () =>
    refused(() => command('cityManagement', { type: 'EXPLODE' }), 422, 'invalidInput'))

  it('with a text that is too long gets 422 that says how long it may be', async () => {
    const { problem } = await refusal(
      () => command('cityManagement', { type: 'COMMENT', text: 'x'.repeat(5000) }),
      422,
      'invalidInput',
    )
    expect(problem.issues).toEqual([
      { path: ['text'], message: expect.stringMatching(/^至多 \d+ 个字符 \/ at most \d+ characters$/) },
    ])
  })

  it('with a bad field gets 422 that names the field', async () => {
    const { problem } = await refusal(
      () => command('cityManagement', { type: 'RETURN', reasonCode: 'notOurs', explanation: ' ' }),
      422,
      'invalidInput',
    )
    expect(problem.issues?.map((it) => it.path)).toEqual([['explanation']])
  })

  it.each([['null'], ['[]'], ['"ACCEPT"'], ['{"__proto__":{"type":"ACCEPT"}}']])(
    'that is %s gets 422',
    (body) => refused(() => command('cityManagement', body), 422, 'invalidInput'),
  )

  it.each([['{"type":'], [''], ['\ufeff{']])('whose body is the malformed JSON %j gets 400', (body) =>
    refused(() => command('cityManagement', body), 400, 'malformedJson'),
  )

  it('with bytes that are not UTF-8 gets 400', () =>
    refused(
      async () =>
        request(`/api/v1/tickets/${ticketId}/commands`, 'cityManagement', {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'Idempotency-Key': crypto.randomUUID(),
            'If-Match': '"v1"',
          },
          body: Uint8Array.of(0x22, 0xff, 0x22),
        }),
      400,
      'malformedJson',
    ))

  it('that does not say that it is JSON gets 415', () =>
    refused(
      () => command('cityManagement', { type: 'ACCEPT' }, { headers: { 'Content-Type': 'text/plain' } }),
      415,
      'unsupportedType',
      'Send application/json.',
    ))

  it('of 100 KB gets 413', () =>
    refused(
      () => command('cityManagement', { type: 'COMMENT', text: 'x'.repeat(100_000) }),
      413,
      'bodyTooLarge',
      'Send 64 KB at most.',
    ))

  it('on a stale version gets 412 with the ticket as it is now', async () => {
    expect((await command('cityManagement', { type: 'ACCEPT' })).status).toBe(200)
    const { problem, response } = await refusal(
      () => command('gridWorker', { type: 'WITHDRAW', reason: '误报' }, { version: 1 }),
      412,
      'versionConflict',
    )
    expect([problem.currentVersion, problem.ticket?.status]).toEqual([2, 'accepted'])
    expect(response.headers.get('ETag')).toBe('"v2"')
  })

  it('on a new ticket whose identifier is taken gets 412', () =>
    refused(
      () => command('gridWorker', { type: 'WHISTLE', draft: sampleDraft() }, { version: 0 }),
      412,
      'versionConflict',
    ))

  it('under a used id with another body gets 422', async () => {
    const key = crypto.randomUUID()
    expect((await command('cityManagement', { type: 'COMMENT', text: '收到' }, { key })).status).toBe(200)
    await refused(
      () => command('cityManagement', { type: 'COMMENT', text: '改了' }, { key, version: 2 }),
      422,
      'commandReused',
    )
  })

  it('under an id that another person used gets 422', async () => {
    const key = crypto.randomUUID()
    const comment = { type: 'COMMENT', text: '收到' }
    expect((await command('cityManagement', comment, { key })).status).toBe(200)
    await refused(() => command('gridWorker', comment, { key, version: 2 }), 422, 'commandReused')
  })

  it('without Idempotency-Key gets 400', () =>
    refused(() => command('cityManagement', { type: 'ACCEPT' }, { key: '' }), 400, 'idempotencyKeyMissing'))

  it('under a name that a deadline would use gets 400', () =>
    refused(
      () =>
        command('cityManagement', { type: 'ACCEPT' }, { key: `${ticketId}:accept:2026-03-02T03:30:00.000Z` }),
      400,
      'idempotencyKeyInvalid',
    ))

  it('without If-Match gets 428', () =>
    refused(
      async () =>
        request(`/api/v1/tickets/${ticketId}/commands`, 'cityManagement', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
          body: '{"type":"ACCEPT"}',
        }),
      428,
      'preconditionMissing',
    ))

  it.each(['*', 'v1', 'W/"v1"', '"1"', '"v1", "v2"'])('with the precondition %s gets 400', (condition) =>
    refused(
      () => command('cityManagement', { type: 'ACCEPT' }, { headers: { 'If-Match': condition } }),
      400,
      'preconditionInvalid',
    ),
  )

  it('about a matter that is not on the list gets 422, and no ticket comes to be', async () => {
    const id = freshTicketId()
    await refused(
      () =>
        command(
          'gridWorker',
          { type: 'WHISTLE', draft: sampleDraft({ matterCode: 'moon' }) },
          { id, version: 0 },
        ),
      422,
      'unknownMatter',
    )
    expect((await request(`/api/v1/tickets/${id}`, 'gridWorker')).status).toBe(404)
  })

  it('without the photo that the matter needs gets 422', () =>
    refused(
      () =>
        command(
          'gridWorker',
          { type: 'WHISTLE', draft: sampleDraft({ matterCode: 'manhole' }) },
          { id: freshTicketId(), version: 0 },
        ),
      422,
      'evidenceMissing',
    ))
})

describe('an erasure', () => {
  const erase = (person: TestPerson, body: unknown, id = ticketId, version = 1) =>
    request(`/api/v1/tickets/${id}/erasure`, person, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        'If-Match': `"v${version}"`,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it.each([
    ['no reason', {}, [['reason'], '应为文字 / must be a text']],
    ['a reason that is none', { reason: 1 }, [['reason'], '应为文字 / must be a text']],
    [
      'a number in the reason',
      { reason: '电话 13800001234' },
      [['reason'], expect.stringContaining('must hold no phone')],
    ],
    ['a list', '[]', [[], '应为对象 / must be an object']],
  ])('with %s gets the same 422, where there is a ticket, none, or one of others', async (_, body, wrong) => {
    const asked = [
      () => erase('supervisor', body),
      () => erase('supervisor', body, freshTicketId()),
      () => erase('gridWorker', body, ticketId, 7),
      () => erase('neighbour', body),
    ]
    for (const ask of asked) {
      const { problem } = await refusal(ask, 422, 'invalidInput')
      expect(problem.issues?.map(({ path, message }) => [path, message])).toEqual([wrong])
    }
  })

  it('of a ticket that is not there gets 404', () =>
    refused(() => erase('supervisor', { reason: '应居民要求' }, freshTicketId()), 404, 'unknownTicket'))
})

describe('who asks', () => {
  it('without a token gets 401 and is told how to sign in', async () => {
    const { response } = await refusal(() => command(undefined, { type: 'ACCEPT' }), 401, 'tokenMissing')
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="chuishao"')
  })

  const withToken = (token: string) => () =>
    command(undefined, { type: 'ACCEPT' }, { headers: { Authorization: `Bearer ${token}` } })

  it('with more than a token gets 401', async () => {
    await refusal(withToken(`${await tokenFor('cityManagement')} x`), 401, 'tokenMissing')
  })

  it('with an expired token gets 401 and is told that it expired', async () => {
    const token = await tokenFor('cityManagement', { endsIn: -3600 })
    const { response } = await refusal(withToken(token), 401, 'tokenExpired')
    expect(response.headers.get('WWW-Authenticate')).toContain('error="invalid_token"')
  })

  it('with a token of another issuer, for another audience or signed by another key gets 401', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    for (const options of [{ issuer: 'https://evil.test' }, { audience: 'other' }, { key: privateKey }])
      await refused(withToken(await tokenFor('cityManagement', options)), 401, 'tokenInvalid')
  })

  it('with an unsigned token or with nonsense gets 401', async () => {
    const [, payload] = (await tokenFor('cityManagement')).split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    for (const token of [unsigned, 'nonsense', 'a.b.c']) await refused(withToken(token), 401, 'tokenInvalid')
  })

  it('with a token that claims to be the system, or nobody, gets 403', async () => {
    for (const claims of [
      { roles: ['system'] },
      { roles: ['gridWorker', 'system'] },
      { roles: [] },
      { tenantId: 7 },
    ])
      await refused(withToken(await tokenFor('cityManagement', { claims })), 403, 'unknownPerson')
  })
})

describe('a photo', () => {
  const executable = Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(2000, 7)])
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

  it.each([
    ['an executable renamed to JPEG', executable, 'image/jpeg'],
    ['an SVG with a script, as SVG', svg, 'image/svg+xml'],
    ['an SVG with a script, as PNG', svg, 'image/png'],
    ['a page, as JPEG', '<!doctype html><script>alert(1)</script>', 'image/jpeg'],
    ['a GIF', Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64'), 'image/gif'],
    ['a GIF, as PNG', Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64'), 'image/png'],
    ['a form with a file in it', 'x', 'multipart/form-data; boundary=x'],
    ['nothing', '', 'image/jpeg'],
  ])('that is %s gets 415', (_, body, type) =>
    refused(() => upload('gridWorker', body, type), 415, 'unsupportedType', 'as JPEG, PNG or WebP.'),
  )

  it('that is only the beginning of a JPEG gets 415', async () => {
    const whole = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#3a6' } })
      .jpeg()
      .toBuffer()
    await refused(() => upload('gridWorker', whole.subarray(0, 200), 'image/jpeg'), 415, 'photoUnreadable')
  })

  it('of 30 MB gets 413, said or unsaid', async () => {
    const photo = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(30 * 1024 * 1024)])
    await refused(() => upload('gridWorker', photo, 'image/jpeg'), 413, 'bodyTooLarge', 'Send 10 MB at most.')
  })

  it.each([
    ['photo', '\xff\xd8\xff\xe0', 413, 'bodyTooLarge', 14],
    ['program', 'MZ\x90\0\x03\0\0\0', 415, 'unsupportedType', 4],
  ])('or %s that never ends is read until it can be refused', async (_what, start, status, code, most) => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1
        const piece = Buffer.alloc(1024 * 1024)
        if (sent === 1) piece.write(start, 'latin1')
        controller.enqueue(piece)
      },
    })
    const init = { method: 'POST', headers: { 'Content-Type': 'image/jpeg' }, body: endless, duplex: 'half' }
    await refused(() => request('/api/v1/attachments', 'gridWorker', init), status, code)
    expect(sent).toBeLessThan(most)
  })

  it('that would unpack to gigabytes gets 413 before it is decoded', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(1024 * 1024)
    await refused(() => upload('gridWorker', bomb, 'image/png'), 413, 'photoTooManyPixels')
  })

  it('that is sent compressed gets 415', async () => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg', 'Content-Encoding': 'gzip' },
      body: 'x',
    }
    await refused(() => request('/api/v1/attachments', 'gridWorker', init), 415, 'bodyEncoded')
  })

  it('without a token gets 401', () =>
    refused(() => upload(undefined, 'x', 'image/jpeg'), 401, 'tokenMissing'))
})

describe('a list', () => {
  it.each([
    ['limit=0', 'limit'],
    ['limit=1000', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=0x10', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=%2010', 'limit'],
    ['statuses=lost', 'statuses'],
    ['order=random', 'order'],
    ['warning=blue', 'warning'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['category=', 'category'],
    ['category=%09', 'category'],
    // Half of a surrogate pair, as it comes from a cursor that somebody else made.
    [`cursor=${btoa(String.raw`["updated","\\ud800","x"]`)}`, 'cursor'],
  ])('asked with %s gets 400 that names the parameter', async (query, name) => {
    const { problem } = await refusal(
      () => request(`/api/v1/tickets?${query}`, 'dispatcher'),
      400,
      'invalidParameter',
    )
    expect(problem.issues?.[0]?.path[0]).toBe(name)
  })

  const filters = ['statuses', 'leadUnitId', 'communityId', 'category', 'matterCode', 'warning', 'text']
  it.each([...filters, 'order', 'limit', 'cursor'])(
    'asked with a character in %s that no database keeps gets 400',
    async (name) => {
      for (const character of ['%00', 'a%00b', '%08', 'a%1Fb', '%7F', '%C2%85']) {
        const { problem } = await refusal(
          () => request(`/api/v1/tickets?${name}=${character}`, 'dispatcher'),
          400,
          'invalidParameter',
        )
        expect(problem.issues?.[0]?.path[0]).toBe(name)
      }
    },
  )

  it('searches with pasted tabs and line ends as with blanks', async () => {
    const found = async (text: string) => {
      const response = await request(`/api/v1/tickets?text=${text}`, 'dispatcher')
      return ((await response.json()) as { items: unknown[] }).items.length
    }
    expect([await found('%E4%B8%89%09%E5%8F%B7'), await found('%E4%B8%89%E5%8F%B7%0A')]).toEqual([0, 1])
  })

  it('asked with a parameter that does not exist gets 400 that names it and those that do', async () => {
    const { problem } = await refusal(
      () => request('/api/v1/tickets?tenantId=150200', 'dispatcher'),
      400,
      'invalidParameter',
    )
    expect(problem.issues).toMatchObject([
      { path: ['tenantId'], message: expect.stringMatching(/allowed: .*leadUnitId, .*limit/) },
    ])
  })
})

describe('figures', () => {
  it.each([
    ['period=fortnight', 'period'],
    ['from=2026-02-30', 'from'],
    ['from=2026-03-02&to=2026-03-01', 'from'],
    ['dateOf=whenever', 'dateOf'],
    ['regionCode=15', 'regionCode'],
  ])('asked with %s get 400 that names the parameter', async (query, name) => {
    const { problem } = await refusal(
      () => request(`/api/v1/figures?${query}`, 'dispatcher'),
      400,
      'invalidParameter',
    )
    expect(problem.issues?.[0]?.path[0]).toBe(name)
  })

  it('asked about persons get 400: there are none in them', () =>
    refused(() => request('/api/v1/figures?personId=handler-cm', 'dispatcher'), 400, 'invalidParameter'))
})

describe('a request', () => {
  it('for what does not exist gets 404', () =>
    refused(() => request('/api/v1/nothing', 'dispatcher'), 404, 'unknownRoute'))

  it('for a ticket named in capitals finds it', async () => {
    const response = await request(`/api/v1/tickets/${ticketId.toUpperCase()}`, 'dispatcher')
    expect(response.status).toBe(200)
  })

  it('with the wrong method gets 405 and is told the right ones', async () => {
    const { response } = await refusal(
      () => request(`/api/v1/tickets/${ticketId}`, 'dispatcher', { method: 'DELETE' }),
      405,
      'methodNotAllowed',
    )
    expect(response.headers.get('Allow')).toBe('GET, HEAD')
  })

  it('is answered in the language that was asked for', async () => {
    const detailIn = async (language: string) => {
      const response = await request('/api/v1/me', undefined, { headers: { 'Accept-Language': language } })
      return [(await problemOf(response)).detail, response.headers.get('Content-Language')]
    }
    const [zh, en] = [
      ['请先登录。', 'zh-CN'],
      ['Sign in first: no bearer token was sent.', 'en'],
    ]
    expect(await detailIn('zh-CN,zh;q=0.9,en;q=0.8')).toEqual(zh)
    expect(await detailIn('en-US,en;q=0.9,zh;q=0.1')).toEqual(en)
    expect(await detailIn('mn-Mong')).toEqual(zh)
  })
})
