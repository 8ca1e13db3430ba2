/** Lets due deadlines take effect, every few seconds, one run at a time. */
import type { TicketService } from '@chuishao/core/service'

export interface DeadlineLoopOptions {
  service: Pick<TicketService, 'runDueDeadlines'>
  /** Milliseconds between two looks. */
  everyMs?: number
  onError: (error: unknown) => void
}

export interface DeadlineLoop {
  /** Resolves when the run under way is over. */
  stop(): Promise<void>
}

export function startDeadlineLoop({ service, everyMs = 5000, onError }: DeadlineLoopOptions): DeadlineLoop {
  const owner = `portal-${process.pid}`
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const look = async () => {
    try {
      while (!stopped && (await service.runDueDeadlines({ owner })) > 0);
    } catch (error) {
      onError(error)
    }
    if (!stopped) timer = setTimeout(start, everyMs)
  }
  const start = () => {
    running = look()
  }
  start()

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
