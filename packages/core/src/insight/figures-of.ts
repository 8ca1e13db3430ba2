/** Computes the figures from the event log in one streaming pass. */
import { createFigures, type FiguresQuestion } from './create-figures.ts'
import type { Figures } from './figures.ts'
import type { FigureEvent } from './trace.ts'

/**
 * The figures as of `question.now`.
 * @param events all events of a tenant; those of one ticket in their order, tickets interleaved as they come
 */
export async function figuresOf(
  events: AsyncIterable<FigureEvent> | Iterable<FigureEvent>,
  question: FiguresQuestion,
): Promise<Figures> {
  const running = createFigures()
  // Waiting at every event of what is there already would take longer than counting it.
  if (Symbol.iterator in events) for (const event of events) running.add(event)
  else for await (const event of events) running.add(event)
  return running.figures(question)
}
