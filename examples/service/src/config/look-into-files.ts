/** What the files that a configuration names hold against serving: cities' spreadsheets and rules, keys of webhooks. */
import { AttachmentsConfig, whyNotWritten } from '@chuishao/adapters/attachments'
import { CityFilesError, loadCity } from '@chuishao/adapters/city-files'
import { DeliveryConfig, endpointsFromConfig } from '@chuishao/adapters/delivery'
import type { LookAtSection, SettingFault } from '@chuishao/adapters/settings'
import { importUnitsCsv } from '@chuishao/core/matters/import'
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { cityFiles } from '../parts/city-files.ts'
import { endpointReachFaults } from './endpoint-reach.ts'
import { CityChoice } from './service-config.ts'

const cities: LookAtSection = async (section) => {
  const each = Object.entries(section ?? {}).map(([id, choice]) => cityFaults(id, choice))
  return (await Promise.all(each)).flat()
}

/** What is not even a city is told by the schema. */
async function cityFaults(id: string, choice: unknown): Promise<SettingFault[]> {
  const { data } = CityChoice.safeParse(choice)
  if (!data) return []
  try {
    await loadCity(cityFiles(id, data))
    return []
  } catch (error) {
    if (!(error instanceof CityFilesError)) throw error
    return error.faults.map(({ file, message, allowed }) => ({
      path: id,
      code: 'cityFile',
      message: { zh: `${file}：${message.zh}`, en: `${file}: ${message.en}` },
      allowed,
    }))
  }
}

/** What others than the service's user may check, and then know less of. */
const attachments: LookAtSection = async (section) => {
  const { directory, uploadDirectory } = AttachmentsConfig.safeParse(section).data ?? {}
  const named = Object.entries({ directory, uploadDirectory })
  const faults = named.map(async ([path, place]): Promise<SettingFault[]> => {
    const message = place === undefined ? undefined : await whyNotWritten(place)
    return message ? [{ path, code: 'unwritable', message, allowed: writable }] : []
  })
  return (await Promise.all(faults)).flat()
}

const writable = {
  zh: '本服务用户可写的目录的路径',
  en: 'the path of a directory that the user of the service may write to',
}

const webhooks =
  (env: Readonly<Record<string, string | undefined>>): LookAtSection =>
  async (section, settings) => {
    const reach = await endpointReachFaults(section, citiesWithUnits(settings['cities']))
    return [...reach, ...endpointFaults(section, env)]
  }

const Endpoints = z.looseObject({ endpoints: z.array(z.unknown()) })

/** Each endpoint by itself: mistakes in others hide none of these. */
function endpointFaults(section: unknown, env: Readonly<Record<string, string | undefined>>): SettingFault[] {
  const { endpoints = [], ...shared } = Endpoints.safeParse(section).data ?? {}
  return endpoints.flatMap((it, index) => {
    const { data } = DeliveryConfig.safeParse({ ...shared, endpoints: [it] })
    const made = data && endpointsFromConfig(data, { env })
    if (!made || made.ok) return []
    return made.errors.map(({ path, code, message }) => ({
      path: path.replace(/^endpoints\.0/, `endpoints.${index}`),
      code,
      message,
      allowed: allowedFor[code],
    }))
  })
}

const Cities = z.record(z.string(), z.unknown())
const WithUnits = z.object({ units: z.string() })

/** Units alone: mistakes in a city's other files hide none of these. */
function citiesWithUnits(section: unknown) {
  const chosen = Cities.safeParse(section).data ?? {}
  return {
    tenantIds: Object.keys(chosen),
    async unitsOf(tenantId: string) {
      const file = WithUnits.safeParse(chosen[tenantId]).data?.units
      const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined)
      const read = bytes && importUnitsCsv(bytes)
      return read?.ok ? read.units.map(({ id }) => id) : undefined
    },
  }
}

const allowedFor = {
  missingSecret: { zh: '有内容的变量或文件', en: 'a variable or a file with something in it' },
  invalidKey: { zh: 'webhooks new-key 生成的密钥', en: 'a key as webhooks new-key makes it' },
  invalidAddress: { zh: '一个网址', en: 'a URL' },
  refusedAddress: {
    zh: '公网地址；内部的接收端，其网段须写入 allowNetworks',
    en: 'a public address, or one in a network of allowNetworks',
  },
  insecureAddress: { zh: 'https:// 开头的地址', en: 'an address that begins with https://' },
}

export const lookIntoFiles = (env: Readonly<Record<string, string | undefined>>) => ({
  attachments,
  cities,
  webhooks: webhooks(env),
})
