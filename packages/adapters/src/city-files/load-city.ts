/** A city from its files: units, matters, accounts and calendar, with every mistake of every file in one report. */
import { readFile } from 'node:fs/promises'
import type { Account } from '@chuishao/core/accounts'
import { importAccountsCsv, type AccountsImport } from '@chuishao/core/accounts/import'
import type { City, CityData } from '@chuishao/core/lifecycle'
import { indexCity } from '@chuishao/core/matters'
import {
  importMatters,
  importUnitsCsv,
  placeText,
  type ImportIssue,
  type MattersImport,
  type UnitsImport,
} from '@chuishao/core/matters/import'
import { Policy, type Sentence } from '@chuishao/core/ticket'
import { readCalendar } from '@chuishao/core/time'
import { chinaCalendar } from '@chuishao/core/time/china'
import { passedOver, schemaFaults } from '../settings/index.ts'
import { allowedInCalendar } from './allowed-in-calendar.ts'

export interface CityFiles {
  /** The tenant. */
  id: string
  name: Sentence
  /** True for invented data: every page then says so. */
  demo?: boolean
  /** Version of the matter list, shown with a refusal. */
  listVersion: string
  /** What the city sets, as a value or as the path of a JSON file. */
  policy: Policy | string
  /** Paths of the spreadsheets. */
  matters: string
  units: string
  accounts?: string
  /** Path of a JSON file with days that differ from the national calendar. */
  calendar?: string
}

export interface LoadedCity {
  data: CityData
  index: City
  /** None where no file of accounts was named. */
  accounts: Account[]
}

/** Throws a {@link CityFilesError} with every mistake and its line. */
export async function loadCity(files: CityFiles): Promise<LoadedCity> {
  const { id, name, demo = false, listVersion } = files
  const faults: CityFault[] = []
  const sheet = async <T extends { ok: true }>(
    file: string,
    read: (bytes: Uint8Array) => T | Refused,
  ): Promise<T | undefined> => {
    const bytes = await bytesOf(file, faults)
    const result = bytes && read(bytes)
    if (result === undefined || isRead(result)) return result
    faults.push(
      ...result.errors.map(({ place, message, allowed }) => {
        const at = placeText(place)
        return { file, message: { zh: `${at.zh}：${message.zh}`, en: `${at.en}: ${message.en}` }, allowed }
      }),
    )
    return undefined
  }

  const units = (
    await sheet<Extract<UnitsImport, { ok: true }>>(files.units, (bytes) => importUnitsCsv(bytes))
  )?.units
  // Without the units nothing in the other sheets could be found: those mistakes would not be theirs.
  const known = units ?? []
  const matters =
    units &&
    (
      await sheet<Extract<MattersImport, { ok: true }>>(files.matters, (bytes) =>
        importMatters(bytes, { units: known }),
      )
    )?.matters
  const accounts =
    units && files.accounts !== undefined
      ? (
          await sheet<Extract<AccountsImport, { ok: true }>>(files.accounts, (bytes) =>
            importAccountsCsv(bytes, { units: known }),
          )
        )?.accounts
      : []
  const policy = await policyOf(files.policy, faults)
  const calendar = files.calendar === undefined ? chinaCalendar() : await calendarOf(files.calendar, faults)

  if (!units || !matters || !accounts || !policy || !calendar || faults.length > 0)
    throw new CityFilesError(id, faults)
  const data: CityData = { id, name, demo, listVersion, policy, matters, units }
  return { data, index: indexCity(data, calendar), accounts }
}

interface Refused {
  ok: false
  errors: ImportIssue[]
}

const isRead = <T extends { ok: true }>(result: T | Refused): result is T => result.ok

async function policyOf(given: Policy | string, faults: CityFault[]): Promise<Policy | undefined> {
  const file = typeof given === 'string' ? given : 'policy'
  const content = typeof given === 'string' ? await jsonOf(file, faults) : given
  if (content === undefined) return undefined
  const { data, error } = Policy.safeParse(content)
  // A rule under a name that nobody knows would not hold, and nobody would hear of it.
  const found = [
    ...(error ? schemaFaults(Policy, content, error) : []),
    ...(typeof given === 'string' ? passedOver(Policy, content) : []),
  ]
  faults.push(...found.map(({ message, allowed }) => ({ file, message, allowed })))
  return found.length === 0 ? data : undefined
}

async function calendarOf(file: string, faults: CityFault[]) {
  const content = await jsonOf(file, faults)
  if (content === undefined) return undefined
  const read = readCalendar(content, chinaCalendar())
  if (read.ok) return read.calendar
  for (const fault of read.faults) {
    const { path, message } = fault
    const told = { zh: `${path}：${message.zh}`, en: `${path} ${message.en}` }
    faults.push({ file, message: told, allowed: allowedInCalendar(fault) })
  }
  return undefined
}

async function jsonOf(file: string, faults: CityFault[]): Promise<unknown> {
  const bytes = await bytesOf(file, faults)
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    faults.push({
      file,
      message: { zh: '不是有效的 JSON', en: 'is not valid JSON' },
      allowed: { zh: '一个 JSON 对象（UTF-8）', en: 'one JSON object, in UTF-8' },
    })
    return undefined
  }
}

async function bytesOf(file: string, faults: CityFault[]): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    faults.push({
      file,
      message: { zh: `无法读取（${code}）`, en: `cannot be read (${code})` },
      allowed: {
        zh: '本服务用户可读的文件的路径',
        en: 'the path of a file that the user of the service may read',
      },
    })
    return undefined
  }
}

export interface CityFault {
  file: string
  /** What is wrong, and where in the file. */
  message: Sentence
  /** What is allowed there instead. */
  allowed: Sentence
}

/** The files of a city with mistakes in them. */
export class CityFilesError extends Error {
  override readonly name = 'CityFilesError'
  readonly code = 'cityFiles'
  readonly tenantId: string
  readonly faults: readonly CityFault[]

  constructor(tenantId: string, faults: readonly CityFault[]) {
    const lines = faults.map(
      ({ file, message, allowed }) =>
        `  ${file}: ${message.zh}；应为：${allowed.zh} / ${message.en}; allowed: ${allowed.en}`,
    )
    super(`城市 ${tenantId} 的数据有误 / The data of ${tenantId} has mistakes:\n${lines.join('\n')}`)
    this.tenantId = tenantId
    this.faults = faults
  }
}
