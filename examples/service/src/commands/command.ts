/** What a command of the service is. */
import type { Sentence } from '@chuishao/core/ticket'
import type { ServiceConfig } from '../config/service-config.ts'

export interface CommandInput {
  config: ServiceConfig
  /** What stands after the command, without `--config FILE`. */
  args: string[]
}

export interface ServiceCommand {
  about: Sentence
  /** Its own options, for the list of commands. */
  usage?: string
  /** Whether the files of the cities and the keys of webhooks are looked into before it runs. */
  checksFiles?: boolean
  /** Resolves with the exit code. */
  run(input: CommandInput): Promise<number>
}
