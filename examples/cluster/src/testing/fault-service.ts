/** Starts the service of the fault rounds as an instance of the cluster; each start writes a log of its own. */
import { join } from 'node:path'
import type { ServiceCommand } from '../start-service.ts'
import { faultService } from './faults.ts'

/** An hour of the service's clock in a second. */
const speed = 3600

export function faultServices(logFolder: string) {
  const logFiles: string[] = []
  const clock = { start: Date.UTC(2026, 2, 2, 1), since: Date.now(), speed }
  const command: ServiceCommand = ({ name, port, databaseUrl, folder }) => {
    const owner = `${name}-${logFiles.length}`
    const logFile = join(logFolder, `service-${owner}.jsonl`)
    logFiles.push(logFile)
    const options = {
      database: { url: databaseUrl },
      logFile,
      photos: join(folder, 'photos'),
      owner,
      port,
      pollMs: 20,
      clock,
    }
    return { command: process.execPath, args: ['--no-warnings', faultService, JSON.stringify(options)] }
  }
  return { command, logFiles }
}
