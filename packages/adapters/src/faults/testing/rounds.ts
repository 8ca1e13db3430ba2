/**
 * Rounds of one kind of fault: services run, people work, the fault strikes, work goes on, everything is killed, and
 * then every answer that was given since the first round is held against what is stored.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { checkHistory, type HistoryCheck } from '../check-history.ts'
import { openOperationLog, readOperationLog } from '../operation-log.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Backend } from './backends.ts'
import { chanceFrom, type Chance } from './chance.ts'
import { startLoad, type Load, type LoadOptions } from './load.ts'
import type { ServeOptions } from './serve-options.ts'
import { startService, type ServiceProcess } from './start-service.ts'

export interface Round {
  number: number
  chance: Chance
  load: Load
  services: ServiceProcess[]
  /** Kills one service as it works, and starts another in its place. */
  replace(index: number): Promise<void>
  /** How many deadlines the pollers have got, in all rounds so far. */
  claims(): number
}

export interface RoundsOptions {
  backend: Backend
  rounds: number
  /** What happens in the middle of each. */
  strike: (round: Round) => Promise<unknown>
  /** Service processes at once. */
  services?: number
  network?: NonNullable<LoadOptions['network']>
  /** Milliseconds between two looks of each poller for deadlines. */
  pollMs?: number
  /** Acknowledged commands before the fault strikes, at most, and again after it. */
  size?: number
  /** Where services find the database, if not where the checker does. */
  database?: ServeOptions['database']
}

/** An hour of the service's clock in a second, so that deadlines fall due under load. */
const speed = 3600

/** Chance of every round follows from it: `CHUISHAO_FAULT_SEED` plays rounds again, as far as the machine plays along. */
const seed = Number(process.env['CHUISHAO_FAULT_SEED'] ?? Date.now() % 1_000_000)

/** Runs the rounds; expects that no rule is broken after any of them. Answers the last check. */
export async function runRounds({
  backend,
  rounds,
  strike,
  services: count = 1,
  network = 'calm',
  pollMs = 50,
  size = 60,
  database = backend.database,
}: RoundsOptions): Promise<HistoryCheck> {
  const folder = await mkdtemp(join(tmpdir(), 'chuishao-round-'))
  const chance = chanceFrom(seed)
  const logFiles: string[] = []
  const clock = { start: Date.UTC(2026, 2, 2, 1), since: Date.now(), speed }
  let processes = 0
  let check: HistoryCheck | undefined

  const start = () => {
    processes += 1
    const logFile = join(folder, `service-${processes}.jsonl`)
    logFiles.push(logFile)
    return startService({
      database,
      logFile,
      photos: join(folder, 'photos'),
      owner: `poller-${processes}`,
      pollMs,
      clock,
    })
  }

  try {
    for (let number = 1; number <= rounds; number += 1) {
      const services = await Promise.all(Array.from({ length: count }, start))
      const logFile = join(folder, `load-${number}.jsonl`)
      logFiles.push(logFile)
      const log = openOperationLog(logFile)
      let up: Promise<unknown> = Promise.resolve()
      const url = async () => {
        await up
        return services[chance.below(services.length)]?.url ?? ''
      }
      const load = startLoad({ url, log, chance, network })
      const replace = async (index: number) => {
        // Nobody is told to wait before it is dead: calls under way break.
        await services[index]?.kill()
        up = start().then((it) => void (services[index] = it))
        await up
      }
      const claims = () => logFiles.flatMap(readOperationLog).filter(({ type }) => type === 'claim').length
      try {
        await load.more(1 + chance.below(size))
        await strike({ number, chance, load, services, replace, claims })
        await load.more(1 + chance.below(size))
      } finally {
        await Promise.all(services.map((it) => it.kill()))
        // What is under way finds nobody any more, and stays unknown.
        await load.stop()
        log.close()
      }
      check = await checkNow(backend, logFiles)
      expect(check.violations, `round ${number} of seed ${seed}`).toEqual([])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  if (!check) throw new Error('There was no round.')
  return check
}

async function checkNow(backend: Backend, logFiles: string[]): Promise<HistoryCheck> {
  const { db, close } = await backend.open()
  try {
    return checkHistory(logFiles.map(readOperationLog), await readSnapshot(db))
  } finally {
    await close()
  }
}
