/** What somebody at a terminal reads while a command waits for a database: which, and until when. */
import type { DatabaseChoice } from '../config/service-config.ts'

/** Nobody asks what is going on before that. */
const patienceMs = 5_000

/** Told of a database, counted from 1, that is waited for; says it once. */
export function tellWaiting(choices: readonly DatabaseChoice[], say = console.error) {
  const told = new Set<number>()
  const begun = Date.now()
  return (database: number, error?: unknown): void => {
    const choice = choices[database - 1]
    // An attempt that has ended is told by the command itself.
    if (choice === undefined || error !== undefined || told.has(database)) return
    told.add(database)
    const until = timeOf(begun + choice.startTimeoutSeconds * 1000 + choice.connectTimeoutMs)
    const place = placeOf(choice)
    say(
      `正在等待数据库 ${database}（${place}），至迟 ${until} / Waiting for database ${database} (${place}), until ${until} at the latest`,
    )
  }
}

/** What `open` gives; tells of the database where that takes long. */
export async function telling<T>(tell: () => void, open: () => Promise<T>): Promise<T> {
  const timer = setTimeout(tell, patienceMs)
  try {
    return await open()
  } finally {
    clearTimeout(timer)
  }
}

/** Without user and password. */
function placeOf({ url, directory = '' }: DatabaseChoice): string {
  if (url === undefined) return directory
  const { host, pathname } = new URL(url)
  return host + pathname
}

const timeOf = (moment: number) => new Date(moment).toTimeString().slice(0, 8)
