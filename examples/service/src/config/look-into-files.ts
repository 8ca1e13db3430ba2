/** What the files that a configuration names hold against serving: cities' spreadsheets and rules, keys of webhooks. */
import { CityFilesError, loadCity } from '@chuishao/adapters/city-files'
import { DeliveryConfig, endpointsFromConfig } from '@chuishao/adapters/delivery'
import type { SettingFault } from '@chuishao/adapters/settings'
import { cityFiles } from '../parts/city-files.ts'
import { CityChoice } from './service-config.ts'

type Look = (section: unknown) => Promise<SettingFault[]>

const cities: Look = async (section) => {
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
    return error.faults.map(({ file, message }) => ({
      path: id,
      code: 'cityFile',
      message: { zh: `${file}：${message.zh}`, en: `${file}: ${message.en}` },
      allowed: { zh: '没有此错误的文件', en: 'a file without this mistake' },
    }))
  }
}

const webhooks =
  (env: Readonly<Record<string, string | undefined>>): Look =>
  async (section) => {
    const { data } = DeliveryConfig.safeParse(section)
    const made = data && endpointsFromConfig(data, { env })
    if (!made || made.ok) return []
    return made.errors.map(({ path, code, message }) => ({ path, code, message, allowed: allowedFor[code] }))
  }

const allowedFor = {
  missingSecret: { zh: '有内容的变量或文件', en: 'a variable or a file with something in it' },
  invalidKey: { zh: 'webhooks new-key 生成的密钥', en: 'a key as webhooks new-key makes it' },
  invalidAddress: { zh: '一个网址', en: 'a URL' },
  insecureAddress: { zh: 'https:// 开头的地址', en: 'an address that begins with https://' },
}

export const lookIntoFiles = (env: Readonly<Record<string, string | undefined>>) => ({
  cities,
  webhooks: webhooks(env),
})
