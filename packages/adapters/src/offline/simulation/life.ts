/** The life of one tab: when it is killed, nothing that it waits for ever comes, as if it had stopped between two awaits. */
export interface Life {
  isAlive: boolean
  /** Its database was closed in good order. */
  isClosed: boolean
  /** Answers, or fails, only while the tab lives. */
  survive<T>(promise: Promise<T>): Promise<T>
  never(): Promise<never>
}

/** A promise of its own each time: one for all would hold everything that ever waited for it. */
const nothing = () => new Promise<never>(() => {})

export function newLife(): Life {
  const life: Life = {
    isAlive: true,
    isClosed: false,
    survive: (promise) =>
      promise.then(
        (value) => (life.isAlive ? value : nothing()),
        (error: unknown) => {
          if (life.isAlive) throw error
          return nothing()
        },
      ),
    never: nothing,
  }
  return life
}
