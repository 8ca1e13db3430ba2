/** `service <command> [--config FILE] [options]`: finds the command, reads the configuration, tells every mistake. */
import { resolve } from 'node:path'
import { BackupError } from '@chuishao/adapters/backup'
import { CityFilesError } from '@chuishao/adapters/city-files'
import { InvalidOperatorError } from '@chuishao/adapters/erasure'
import { ListenError } from '@chuishao/adapters/node-server'
import { DirectoryFaultError, DirectoryInUseError } from '@chuishao/adapters/pglite'
import { databaseFault } from '@chuishao/adapters/postgres'
import { faultText } from '@chuishao/adapters/settings'
import { NewerDataError } from '@chuishao/core/versions'
import { commands } from './commands/index.ts'
import { OptionsError } from './commands/options.ts'
import { EndpointsError } from './parts/configured-endpoints.ts'
import { readConfig } from './config/read-config.ts'

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => fail(sentenceFor(error)))
// A database that does not answer must not keep an ended command alive.
process.exit()

async function main([name = 'help', ...rest]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) return help(name)
  const command = await load()
  const { file, args } = takeConfig(rest)
  if (file === '') return fail('--config 之后须有文件 / --config needs a file after it')
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  const read = await readConfig({
    ...(file !== undefined && { file: resolve(cwd, file) }),
    env: process.env,
    cwd,
    withFiles: command.checksFiles ?? false,
  })
  if (!read.ok)
    return fail(['配置有误 / The configuration has mistakes:', ...read.faults.map(faultText)].join('\n  '))
  return command.run({ config: read.settings, args })
}

function takeConfig(args: readonly string[]): { file?: string; args: string[] } {
  const at = args.findIndex((it) => it === '--config' || it.startsWith('--config='))
  if (at < 0) return { args: [...args] }
  const given = args[at] ?? ''
  const file = given === '--config' ? (args[at + 1] ?? '') : given.slice('--config='.length)
  const used = given === '--config' ? 2 : 1
  return { file, args: args.toSpliced(at, used) }
}

async function help(name: string): Promise<number> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([it, load]) => {
      const { about, usage = '' } = await load()
      return `  ${`${it} ${usage}`.padEnd(28)} ${about.zh} / ${about.en}`
    }),
  )
  const text = ['service <command> [--config FILE]', '', ...lines].join('\n')
  if (['help', '--help', '-h'].includes(name)) {
    console.log(text)
    return 0
  }
  return fail(`没有命令 ${name} / There is no command ${name}\n\n${text}`)
}

/** Only what is known to be free of personal data; the rest is its class and place. */
function sentenceFor(error: unknown): string {
  if (
    error instanceof NewerDataError ||
    error instanceof ListenError ||
    error instanceof BackupError ||
    error instanceof DirectoryFaultError
  )
    return `${error.sentence.zh}\n${error.sentence.en}`
  if (error instanceof OptionsError || error instanceof CityFilesError || error instanceof EndpointsError)
    return error.message
  if (error instanceof InvalidOperatorError)
    return `--operator: 历史记录中不能用这个名字，请用姓名或账号 / ${error.message}`
  if (error instanceof DirectoryInUseError)
    return `数据目录正被进程 ${error.pid} 使用 / The data directory is in use by process ${error.pid}`
  const fault = databaseFault(error)
  if (fault) return `${fault.zh}\n${fault.en}`
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function fail(sentence: string): number {
  console.error(`\n${sentence}\n`)
  return 1
}
