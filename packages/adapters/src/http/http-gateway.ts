/** The gateway to a ticket handler over HTTP: the mirror image of `@chuishao/adapters/server`. Runs in browsers. */
import type { ListQuery, TicketGateway } from '@chuishao/core/service'
import { Actor } from '@chuishao/core/ticket'
import { createConnection, parse, type ConnectionOptions } from './connection.ts'
import { failureOf, readProblem } from './failures.ts'
import { followEvents, type FollowOptions } from './follow-events.ts'
import { sendCommand } from './send-command.ts'
import { sendPhoto } from './send-photo.ts'
import { CityBody, FiguresBody, HistoryBody, PageBody, PreviewBody, ViewBody } from './wire.ts'

export interface HttpGatewayOptions extends ConnectionOptions {
  /** How a broken event stream is taken up again. */
  reconnect?: FollowOptions
}

/** @example httpGateway({ endpoint: '/api/v1', token: () => session.accessToken }) */
export const httpGateway = ({ reconnect = {}, ...options }: HttpGatewayOptions): TicketGateway => {
  const connection = createConnection(options)
  const { read, send } = connection
  const canTellProgress = options.fetch === undefined && typeof XMLHttpRequest !== 'undefined'
  return {
    capabilities: { upload: true, subscribe: true, history: true, figures: true },

    whoAmI: () => read(Actor, '/me'),
    city: () => read(CityBody, '/city'),
    figures: (filter = {}) => read(FiguresBody, `/figures${searchOf(filter)}`),

    preview: (matterCode, communityId) =>
      read(PreviewBody, `/preview?${new URLSearchParams({ matterCode, communityId }).toString()}`),

    execute: (ticketId, command, options) => sendCommand(connection, ticketId, command, options),

    async get(ticketId, looking) {
      const response = await send(`/tickets/${encodeURIComponent(ticketId)}${searchOf({ ...looking })}`)
      const text = await response.text()
      if (response.ok) return parse(ViewBody, text, response.headers)
      const problem = readProblem(text)
      if (problem?.code === 'unknownTicket') return undefined
      throw failureOf(response.status, problem)
    },

    async history(ticketId, looking) {
      const path = `/tickets/${encodeURIComponent(ticketId)}/history${searchOf({ ...looking })}`
      const { items } = await read(HistoryBody, path)
      return items
    },

    query: (query) => read(PageBody, `/tickets?${parametersOf(query).toString()}`),

    subscribe: (onChange, options) => void followEvents(connection, onChange, options, reconnect),

    upload: (photo, options = {}) => sendPhoto(connection, photo, options, canTellProgress),

    async download(sha256, size = {}) {
      const response = await send(`/attachments/${encodeURIComponent(sha256)}${searchOf({ ...size })}`)
      if (!response.ok) throw failureOf(response.status, readProblem(await response.text()))
      return response.blob()
    },
  }
}

const searchOf = (single: Record<string, string>) => {
  const search = new URLSearchParams(single).toString()
  return search && `?${search}`
}

const parametersOf = ({ statuses = [], ...single }: ListQuery) => {
  const parameters = new URLSearchParams()
  for (const status of statuses) parameters.append('statuses', status)
  for (const [name, value] of Object.entries(single)) parameters.set(name, String(value))
  return parameters
}
