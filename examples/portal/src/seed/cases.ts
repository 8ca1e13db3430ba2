/** Everything that happened in the demo city before one opens it. */
import { ordinaryCases } from './ordinary-cases.ts'
import type { SeedCase } from './script.ts'
import { toldCases } from './told-cases.ts'
import { turnedCases } from './turned-cases.ts'
import { waitingCases } from './waiting-cases.ts'

export const seedCases: SeedCase[] = [...toldCases, ...turnedCases, ...waitingCases, ...ordinaryCases]
