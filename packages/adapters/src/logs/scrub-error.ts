/**
 * What of an error may stand in a log. A message can quote what was sent (a database names the row that failed, a parser
 * the text), so none is written: its class, its code and the places in our code tell enough.
 */

export interface ScrubbedError {
  name: string
  code?: string
  /** Functions and files, without the message. */
  stack?: string[]
  cause?: ScrubbedError
}

const isWord = (text: unknown): text is string => typeof text === 'string' && /^[\w.-]{1,64}$/.test(text)

/** `depth` of causes at most, so that a circle of them ends. */
export function scrubError(error: unknown, depth = 4): ScrubbedError {
  if (!(error instanceof Error)) return { name: typeof error }
  const stack = placesIn(error)
  return {
    name: isWord(error.name) ? error.name : 'Error',
    ...('code' in error && isWord(error.code) && { code: error.code }),
    ...(stack.length > 0 && { stack }),
    ...(error.cause !== undefined && depth > 0 && { cause: scrubError(error.cause, depth - 1) }),
  }
}

/** Lines after the message that have the shape of a place; the message may have lines that begin with `at`. */
function placesIn({ stack = '', message }: Error): string[] {
  const after = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : ''
  return after
    .split('\n')
    .map((line) => line.trim())
    .filter((line) =>
      /^at (?:[\w.<>#[\] $]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s]*:\d+:\d+\)?$/.test(line),
    )
    .slice(0, 12)
}
