/** How many event streams each person has open here: one who opens more and more would take the place of everybody. */

export interface OpenStreams {
  /** What gives the place back, to be called once; undefined where this person has as many as may be. */
  open(person: string): (() => void) | undefined
}

export const openStreams = (mostPerPerson: number): OpenStreams => {
  const open = new Map<string, number>()
  return {
    open(person) {
      const taken = open.get(person) ?? 0
      if (taken >= mostPerPerson) return undefined
      open.set(person, taken + 1)
      return () => {
        const left = (open.get(person) ?? 1) - 1
        if (left === 0) open.delete(person)
        else open.set(person, left)
      }
    },
  }
}
