/** What is known of the city, asked of the server once: its services, and what each of them asks. */
import type { CityData } from '@chuishao/core/lifecycle'
import { isGatewayError } from '@chuishao/core/service'
import { readDefinition, readServices, type Service, type ServiceAttribute } from '../protocol/records.ts'
import { codeOf } from './code-of.ts'
import type { Connection } from './connection.ts'
import { failureFrom, isNotFound } from './failures.ts'
import { guessedCity, type Open311City } from './guessed-city.ts'

export interface KnownCity {
  data: CityData
  /** The server's own code of a matter; undefined where it has none. */
  serviceCode: (matterCode: string) => string | undefined
  /** In the order in which they are to be asked; empty for a service without. Throws where the server does not tell. */
  attributesOf: (serviceCode: string) => Promise<ServiceAttribute[]>
}

/** So many definitions are worth asking for before anybody needs them. */
const mostDefinitions = 40

export async function readKnownCity(
  connection: Connection,
  city: Open311City,
  takesPhotos: boolean,
): Promise<KnownCity> {
  const services = await connection.get('services', {}, readServices)
  const asked = new Map<string, Promise<ServiceAttribute[]>>()

  const attributesOf = async (serviceCode: string): Promise<ServiceAttribute[]> => {
    if (services.find((it) => it.service_code === serviceCode)?.metadata !== true) return []
    const pending = asked.get(serviceCode) ?? readAttributes(connection, serviceCode)
    asked.set(serviceCode, pending)
    try {
      return await pending
    } catch (error) {
      asked.delete(serviceCode)
      throw error
    }
  }

  const withQuestions = services.filter(({ metadata }) => metadata).length
  const questionsFor = async ({ service_code }: Service): Promise<ServiceAttribute[]> => {
    if (withQuestions > mostDefinitions) return []
    try {
      return await attributesOf(service_code)
    } catch (error) {
      // Here they are only shown; whoever reports is told.
      if (isGatewayError(error)) return []
      throw error
    }
  }
  const full = await Promise.all(
    services.map(async (service) => ({ service, attributes: await questionsFor(service) })),
  )
  const codes = new Map(services.map(({ service_code }) => [codeOf(service_code), service_code]))
  return {
    data: guessedCity(full, city, takesPhotos),
    serviceCode: (matterCode) => codes.get(matterCode),
    attributesOf,
  }
}

async function readAttributes(connection: Connection, serviceCode: string): Promise<ServiceAttribute[]> {
  const answer = await connection.ask(`services/${encodeURIComponent(serviceCode)}`, {}, readDefinition)
  if (answer.ok)
    return [...answer.value.attributes].sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)
  // Some servers say that there are attributes where there are none.
  if (isNotFound(answer.refusal)) return []
  throw failureFrom(answer.refusal)
}
