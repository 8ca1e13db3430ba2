/** Surroundings of a single tab on a device whose network never changes, in real time. */
import { browserSurroundings, type Surroundings } from '../surroundings.ts'

export const oneTab = (): Surroundings => ({
  ...browserSurroundings(),
  onReturn: () => {},
  lead: (_, work) => void work(true),
  join: () => () => {},
  space: async () => undefined,
  persist: async () => {},
})
