/** Answers what Node could not read as a request, in the words of all other refusals. */
import type { Server } from 'node:http'
import { problemMediaType, problemType, type Problem } from '../http/problem.ts'

const kinds = {
  headTooLarge: {
    status: 431,
    phrase: 'Request Header Fields Too Large',
    zh: '请求地址或请求头过长。',
    en: 'The address or the headers of the request are too long.',
  },
  requestTooSlow: {
    status: 408,
    phrase: 'Request Timeout',
    zh: '请求未在时限内传完，请重新发送。',
    en: 'The request did not come in time: send it again.',
  },
  malformedRequest: {
    status: 400,
    phrase: 'Bad Request',
    zh: '这不是有效的 HTTP 请求。',
    en: 'This is not a valid HTTP request.',
  },
} as const

const codes: Record<string, keyof typeof kinds> = {
  HPE_HEADER_OVERFLOW: 'headTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'requestTooSlow',
}

export function refuseUnread(server: Server): void {
  const answering = new WeakSet<object>()
  server.prependListener('request', ({ socket }, response) => {
    answering.add(socket)
    response.once('close', () => answering.delete(socket))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Somebody who has gone, or who is in the middle of an answer, gets none.
    if (error.code === 'ECONNRESET' || !socket.writable || answering.has(socket)) return void socket.destroy()
    socket.end(answer(codes[error.code ?? ''] ?? 'malformedRequest'))
  })
}

/** For a request whose head is none: no host, or an address that is no address. */
export function malformedRequest(): Response {
  const { status, headers, body } = refusalOf('malformedRequest')
  return new Response(body, { status, headers })
}

function answer(code: keyof typeof kinds): string {
  const { status, headers, body } = refusalOf(code)
  return [
    `HTTP/1.1 ${status} ${kinds[code].phrase}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

function refusalOf(code: keyof typeof kinds) {
  const { status, zh, en } = kinds[code]
  const problem: Problem = {
    type: problemType(code),
    title: zh,
    status,
    detail: zh,
    code,
    message: { zh, en },
  }
  const headers = {
    'Content-Type': problemMediaType,
    'Content-Language': 'zh-CN',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  }
  return { status, headers, body: JSON.stringify(problem) }
}
