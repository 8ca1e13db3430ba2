/** `config --check`: whether the configuration is right, and what it comes to. Secrets are not printed. */
import { maskSettings } from '@chuishao/adapters/settings'
import { ServiceConfig } from '../config/service-config.ts'
import type { ServiceCommand } from './command.ts'
import { readOptions } from './options.ts'

export const config: ServiceCommand = {
  about: {
    zh: '检查配置，并显示生效的值（不含密码）',
    en: 'Checks the configuration and prints what is in effect, without secrets',
  },
  usage: '--check',
  checksFiles: true,
  async run({ config: settings, args }) {
    readOptions(args, { check: { type: 'boolean' } })
    console.log(JSON.stringify(maskSettings(ServiceConfig, settings), null, 2))
    return 0
  },
}
