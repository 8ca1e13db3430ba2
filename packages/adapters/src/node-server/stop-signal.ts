/** Ends the process when somebody asks: in order at the first time, at once at the second. */
import process from 'node:process'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type StopReason = (typeof signals)[number]

export interface StopSignal {
  signal: AbortSignal
  /** Which signal asked: Ctrl-C (`SIGINT`) is a person who waits; undefined until one did. */
  reason(): StopReason | undefined
  /** Ends the process by the signal that asked for it; unlike `exit`, also while a system call does not return. */
  endNow(): void
}

export interface StopSignalOptions {
  /** Signals within so many milliseconds of the first are the same press. */
  onePressMs?: number
  /** Told for the person at the terminal; by default on standard output. */
  say?: (sentence: string) => void
}

/** Aborts when the process is asked to end, and says so. */
export function stopSignal({
  onePressMs = 300,
  say = (sentence) => process.stdout.write(`${sentence}\n`),
}: StopSignalOptions = {}): StopSignal {
  const stop = new AbortController()
  let reason: StopReason | undefined
  const giveBack = () => signals.forEach((it) => process.removeAllListeners(it))

  const ask = (asked: StopReason) => {
    if (stop.signal.aborted) return
    reason = asked
    say('Stopping …')
    stop.abort()
    // The terminal and npm both pass Ctrl-C on: what comes in the same moment is the same press. After that the
    // signals are the system's again, which needs nobody here to be awake.
    setTimeout(() => {
      giveBack()
      say('Still finishing what is under way. Once more ends it at once.')
    }, onePressMs).unref()
  }
  for (const it of signals) process.on(it, ask)

  return {
    signal: stop.signal,
    reason: () => reason,
    endNow: () => {
      giveBack()
      process.kill(process.pid, reason ?? 'SIGTERM')
    },
  }
}
