/** The files of a city as the configuration names them. */
import type { CityFiles } from '@chuishao/adapters/city-files'
import type { ServiceConfig } from '../config/service-config.ts'

export const cityFiles = (
  id: string,
  { accounts, calendar, ...files }: ServiceConfig['cities'][string],
): CityFiles => ({
  id,
  ...files,
  ...(accounts !== undefined && { accounts }),
  ...(calendar !== undefined && { calendar }),
})
