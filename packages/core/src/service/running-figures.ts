/** Keeps each tenant's figures at hand, so that a question reads only the events since the last one. */
import { createFigures, type RunningFigures } from '../insight/create-figures.ts'
import { FiguresError } from '../insight/figures-error.ts'
import type { TicketStore } from './store.ts'

/** The figures of a tenant, brought up to the end of its event log. */
export function runningFigures(
  store: Pick<TicketStore, 'events'>,
): (tenantId: string) => Promise<RunningFigures> {
  const tenants = new Map<string, RunningFigures>()

  return async (tenantId) => {
    const running = tenants.get(tenantId) ?? createFigures()
    tenants.set(tenantId, running)
    try {
      // Two questions at once read the same events twice, which counts them once.
      for await (const event of store.events(tenantId, { after: running.position })) running.add(event)
    } catch (error) {
      // The log does not go on from what was counted: the next question starts at its beginning.
      if (error instanceof FiguresError) tenants.delete(tenantId)
      throw error
    }
    return running
  }
}
