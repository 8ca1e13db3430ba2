/** A tool of somebody else: GeoReport v2 by `fetch` alone, with nothing of this project. */
import * as z from 'zod'

const Discovery = z.object({ endpoints: z.array(z.object({ specification: z.string(), url: z.string() })) })
const Services = z.array(z.object({ service_code: z.string(), service_name: z.string() }))
const Created = z.array(z.object({ service_request_id: z.string() }))
const Requests = z.array(
  z.object({
    service_request_id: z.string(),
    status: z.string(),
    status_notes: z.nullable(z.string()),
    agency_responsible: z.nullable(z.string()),
  }),
)

export async function openPlainClient(discovery: string, apiKey: string) {
  const read = async <T>(schema: z.ZodType<T>, url: string, init?: RequestInit): Promise<T> => {
    const answer = await fetch(url, init)
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return schema.parse(await answer.json())
  }
  const { endpoints } = await read(Discovery, discovery)
  const endpoint = endpoints.find(({ specification }) => specification.endsWith('/GeoReport_v2'))
  if (!endpoint) throw new Error('There is no GeoReport v2 here')
  const { url } = endpoint
  return {
    url,
    services: () => read(Services, `${url}/services.json`),
    async report(fields: Record<string, string>): Promise<string> {
      const body = new URLSearchParams({ api_key: apiKey, ...fields })
      const [made] = await read(Created, `${url}/requests.json`, { method: 'POST', body })
      if (!made) throw new Error('No request was made')
      return made.service_request_id
    },
    async request(id: string) {
      const [found] = await read(Requests, `${url}/requests/${id}.json`)
      if (!found) throw new Error(`There is no request ${id}`)
      return found
    },
  }
}
