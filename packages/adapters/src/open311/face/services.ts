/** The city's matters as GeoReport services. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { Row } from './answer.ts'

/** Every matter, without questions of its own: what a matter asks for, the city's rules say to whoever reports. */
export const serviceRows = ({ matters }: CityData): Row[] =>
  matters.map(({ code, name, category }) => ({
    service_code: code,
    service_name: name,
    description: name,
    metadata: 'false',
    type: 'realtime',
    keywords: '',
    group: category,
  }))
