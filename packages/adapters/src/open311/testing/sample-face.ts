/** A face of the sample city, whom its keys stand for, and what the city does with a report. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import type { TestPerson } from '@chuishao/core/testing'
import { localGateway } from '../../local/local-gateway.ts'
import { sampleService, sampleSession } from '../../server/testing/sample-service.ts'
import { open311Face, type Open311FaceOptions } from '../face/open311-face.ts'
import type { Jurisdiction } from '../face/jurisdiction.ts'

/** The key of the sample's grid worker, as in the standard's example. */
export const sampleKey = 'xyz'
export const sampleNow = '2026-03-02T12:00:00.000Z'
export const sampleBase = 'http://city.test/open311/v2'

type SampleOptions = Partial<Jurisdiction> &
  Pick<Open311FaceOptions, 'discovery' | 'perKey' | 'now' | 'onError'> & { jurisdictionId?: string }

export function sampleFace(options: SampleOptions = {}) {
  const { service, clock } = sampleService()
  const as = (person: TestPerson): TicketGateway => localGateway(service, sampleSession(person))
  const face = open311Face({
    reader: as('dispatcher'),
    reporterOf: (key) => (key === sampleKey ? as('gridWorker') : undefined),
    now: () => Date.parse(sampleNow),
    ...options,
  })
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    const answer = await face(new Request(`${sampleBase}${path}`, init))
    if (!answer) throw new Error(`The face knows nothing of ${path}`)
    return answer
  }
  const post = (fields: Record<string, string>, ending = 'json') =>
    ask(`/requests.${ending}`, {
      method: 'POST',
      body: new URLSearchParams({ api_key: sampleKey, service_code: 'benches', ...fields }),
    })
  const act = async (ticketId: string, command: Command) => {
    const community = as('gridWorker')
    const { ticket } = (await community.get(ticketId)) ?? {}
    const how = { commandId: crypto.randomUUID(), ifVersion: ticket?.version ?? 0 }
    const done = await community.execute(ticketId, command, how)
    if (!done.ok) throw new Error(JSON.stringify(done))
  }
  return {
    face,
    as,
    ask,
    post,
    clock,
    /** Answers the id of the new request. */
    report: async (fields: Record<string, string>): Promise<string> => {
      const answer = await post(fields)
      const text = await answer.text()
      if (answer.status !== 201) throw new Error(text)
      return JSON.parse(text)[0].service_request_id
    },
    /** The community settles it itself. */
    close: async (ticketId: string, text = '已换新') => {
      await act(ticketId, { type: 'SUBMIT_RESULT', outcome: 'resolved', text })
      await act(ticketId, { type: 'CONFIRM_RESULT' })
    },
  }
}
