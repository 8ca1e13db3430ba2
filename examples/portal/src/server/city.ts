/** The demo city, read from its two spreadsheets at every start. */
import { fileURLToPath } from 'node:url'
import { loadCity, type LoadedCity } from '@chuishao/adapters/city-files'
import { demoPolicy } from './policy.ts'

export const tenantId = '150100'

const sheet = (name: string) => fileURLToPath(new URL(`../../city/${name}.csv`, import.meta.url))

/** Throws a `CityFilesError` with every mistake and its line where a spreadsheet is wrong. */
export const loadDemoCity = (): Promise<LoadedCity> =>
  loadCity({
    id: tenantId,
    name: { zh: '呼和浩特（演示）', en: 'Hohhot (demo)' },
    demo: true,
    listVersion: 'demo-2026.1',
    policy: demoPolicy,
    matters: sheet('matters'),
    units: sheet('units'),
  })
