/** `service <command> [--config FILE] [options]`: finds the command, reads the configuration, tells every mistake. */
import { resolve } from 'node:path'
import { faultText } from '@chuishao/adapters/settings'
import type { ServiceCommand } from './commands/command.ts'
import { commands } from './commands/index.ts'
import { readConfig } from './config/read-config.ts'
import { errorSentence } from './error-sentence.ts'

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => fail(errorSentence(error)))
// A database that does not answer must not keep an ended command alive.
process.exit()

async function main([name = 'help', ...rest]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) return help(name)
  const command = await load()
  if (rest.some(asksForHelp)) {
    console.log(['service <command> [--config FILE]', '', usageOf(name, command)].join('\n'))
    return 0
  }
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

function asksForHelp(word: string): boolean {
  return ['--help', '-h'].includes(word)
}

function usageOf(name: string, { about, usage = '' }: ServiceCommand): string {
  return `  ${`${name} ${usage}`.padEnd(28)} ${about.zh} / ${about.en}`
}

async function help(name: string): Promise<number> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([it, load]) => usageOf(it, await load())),
  )
  const text = ['service <command> [--config FILE]', '', ...lines].join('\n')
  if (name === 'help' || asksForHelp(name)) {
    console.log(text)
    return 0
  }
  return fail(`没有命令 ${name} / There is no command ${name}\n\n${text}`)
}

function fail(sentence: string): number {
  console.error(`\n${sentence}\n`)
  return 1
}
