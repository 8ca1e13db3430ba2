/** The city as a GeoReport server tells it: a list of services. Who answers, and by when, it does not say. */
import type { CityData } from '@chuishao/core/lifecycle'
import { unsetPolicy, type Matter, type Policy, type Unit } from '@chuishao/core/ticket'
import type { Service, ServiceAttribute } from '../protocol/records.ts'
import { codeOf } from './code-of.ts'

/** What is known of the city beside what the server tells. */
export interface Open311City {
  /** `open311` by default. */
  id?: string
  name?: CityData['name']
  /** True for invented data: every page then says so. */
  demo?: boolean
  /** At least one community; the first one stands for all places. */
  units?: Unit[]
  policy?: Policy
  /** What is known of a service beside what the server tells, e.g. that it asks for a photo. */
  matter?: (guess: Matter, service: Service) => Matter
}

/** One place and one answerer, for a server that names neither. */
export const guessedUnits: Unit[] = [
  { id: 'community', name: '辖区', nameEn: 'Jurisdiction', type: 'community', regionCode: '000000' },
  { id: 'city', name: '主管部门', nameEn: 'City', type: 'cityDepartment', regionCode: '000000' },
]

export interface ServiceWithQuestions {
  service: Service
  attributes: ServiceAttribute[]
}

export function guessedCity(
  services: readonly ServiceWithQuestions[],
  { id = 'open311', name, demo = false, units = guessedUnits, policy = unsetPolicy, matter }: Open311City,
  takesPhotos: boolean,
): CityData {
  const answerer = units.find(({ type }) => type.endsWith('Department'))
  return {
    id,
    name: name ?? { zh: 'Open311', en: 'Open311' },
    demo,
    listVersion: 'open311',
    policy,
    units,
    matters: services.map((it) => {
      const guess = guessedMatter(it, answerer?.id ?? 'city', takesPhotos)
      return matter?.(guess, it.service) ?? guess
    }),
  }
}

const guessedMatter = (
  { service, attributes }: ServiceWithQuestions,
  responsible: string,
  takesPhotos: boolean,
): Matter => {
  const { service_code, service_name = service_code, description, group, keywords = '' } = service
  const words = keywords.split(/[,，、;；]/).flatMap((word) => lineOf(word) ?? [])
  const procedure = [description, ...attributes.map(questionText)].join('\n').trim().slice(0, 2000)
  return {
    code: codeOf(service_code),
    name: lineOf(service_name) ?? codeOf(service_code),
    synonyms: [...new Set(words)],
    category: lineOf(group ?? '') ?? 'Open311',
    level: 'city',
    route: 'department',
    responsible,
    coUnits: [],
    whistleEvidence: takesPhotos ? 'optional' : 'none',
    resultEvidence: 'optional',
    ...(procedure !== '' && { procedure }),
  }
}

/** One line of at most 200 characters; undefined where nothing is left. */
export const lineOf = (text: string): string | undefined => {
  const line = text.replace(/\p{Cc}+/gu, ' ').trim()
  return line === '' ? undefined : line.slice(0, 200).trim()
}

/** What an attribute asks, with what may be answered. */
export function questionText({
  code,
  description = code,
  values,
  variable,
  required,
}: ServiceAttribute): string {
  if (!variable) return description
  const choices = values.map(({ key, name = key }) => name).join(' / ')
  return `${description}${required ? ' *' : ''}${choices && `：${choices}`}`
}
