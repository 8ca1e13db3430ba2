/** The storage of a tab that is killed at one of its transactions, before it is committed or as soon as it is. */
import type { OfflineStorage } from '../storage.ts'

export interface Death {
  /** Transactions until then; Infinity for none. */
  after: number
  isCommitted: boolean
}

const never = () => new Promise<never>(() => {})

/** @param die called at that moment: from then on nothing is answered any more */
export function dyingStorage(storage: OfflineStorage, { after, isCommitted }: Death, die: () => void) {
  let left = after
  let count = 0
  const dying = new Proxy(storage, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver)
      if (typeof method !== 'function' || name === 'close') return method
      return async (...args: unknown[]) => {
        if (left <= 0) return never()
        count += 1
        left -= 1
        if (left > 0) return method.apply(target, args)
        die()
        if (isCommitted) await method.apply(target, args)
        return never()
      }
    },
  })
  return { storage: dying, count: () => count }
}
