/** The demo city, read from its two spreadsheets at every start. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { City, CityData } from '@chuishao/core/lifecycle'
import { indexCity } from '@chuishao/core/matters'
import { importMatters, importUnitsCsv, issueText, type ImportIssue } from '@chuishao/core/matters/import'
import { chinaCalendar } from '@chuishao/core/time/china'
import { demoPolicy } from './policy.ts'

export const tenantId = '150100'
const directory = new URL('../../city/', import.meta.url)

export interface DemoCity {
  data: CityData
  index: City
}

/** Throws with every mistake and its line where a spreadsheet is wrong. */
export async function loadCity(): Promise<DemoCity> {
  const unitsFile = fileURLToPath(new URL('units.csv', directory))
  const mattersFile = fileURLToPath(new URL('matters.csv', directory))
  const units = importUnitsCsv(await readFile(unitsFile))
  if (!units.ok) throw new SpreadsheetError(unitsFile, units.errors)
  const matters = importMatters(await readFile(mattersFile), { units: units.units })
  if (!matters.ok) throw new SpreadsheetError(mattersFile, matters.errors)
  const data: CityData = {
    id: tenantId,
    name: { zh: '呼和浩特（演示）', en: 'Hohhot (demo)' },
    demo: true,
    listVersion: 'demo-2026.1',
    policy: demoPolicy,
    matters: matters.matters,
    units: units.units,
  }
  return { data, index: indexCity(data, chinaCalendar()) }
}

/** A spreadsheet of the city with mistakes in it. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError'
  readonly code = 'spreadsheet'
  constructor(file: string, errors: ImportIssue[]) {
    const lines = errors.map((issue) => `  ${issueText(issue).en}`)
    super(`${file} has mistakes:\n${lines.join('\n')}`)
  }
}
