/** One instance of the service: where it is told to be, and how it is started again. */
import { join } from 'node:path'
import { startProcess, type ClusterProcess, type StartProcessOptions } from './start-process.ts'
import { until } from './until.ts'

export interface ServicePlace {
  name: string
  port: number
  databaseUrl: string
  /** Where its files go. */
  folder: string
}

/** How one service is started, once its ports and its database are known. */
export type ServiceCommand = (place: ServicePlace) => Pick<StartProcessOptions, 'command' | 'args' | 'env'>

export interface ServiceInstance {
  name: string
  /** Its own address, behind nginx. */
  url: string
  process(): ClusterProcess
  /** Starts it again after it was killed; resolves when it answers. */
  restart(): Promise<void>
}

/** Resolves when it answers; throws where it ends before. */
export async function startService(place: ServicePlace, service: ServiceCommand): Promise<ServiceInstance> {
  const { name, port, folder } = place
  const url = `http://127.0.0.1:${port}`
  const start = () =>
    startProcess({
      name: `service ${name}`,
      ...service(place),
      logFile: join(folder, `service-${name}.log`),
      cwd: folder,
      graceMs: 30_000,
    })
  let process = start()
  await ready(url, process)
  return {
    name,
    url,
    process: () => process,
    async restart() {
      process = start()
      await ready(url, process)
    },
  }
}

const ready = (url: string, process: ClusterProcess) =>
  until(
    async () => {
      if (!process.isAlive()) return 'ended' as const
      return (await fetch(`${url}/healthz`)).ok && ('ready' as const)
    },
    { what: `${process.name} (${process.logFile})` },
  ).then((answer) => {
    if (answer === 'ended') throw new Error(`${process.name} ended at its start: see ${process.logFile}`)
  })
