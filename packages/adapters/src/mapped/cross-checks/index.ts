/** What a description's parts have to say to one another. Each check runs on whatever part is well formed. */
import type { DescriptionFault } from '../description-fault.ts'
import { addressFaults } from './address-faults.ts'
import { codeFaults } from './code-faults.ts'
import { dateFaults } from './date-faults.ts'
import { historyFaults } from './history-faults.ts'
import { inheritedNames } from './inherited-names.ts'
import { lossFaults } from './loss-faults.ts'
import { nameFaults } from './name-faults.ts'
import { neededFields } from './needed-fields.ts'
import { neededVariables } from './needed-variables.ts'
import { photoFaults } from './photo-faults.ts'
import { planeFaults } from './plane-faults.ts'
import { policyNames } from './policy-names.ts'
import { samePlace } from './same-place.ts'
import { variableFaults } from './variable-faults.ts'

export function crossFaults(input: unknown): DescriptionFault[] {
  const miswritten = [...addressFaults(input), ...variableFaults(input)]
  // A variable that is written wrongly is not also missing.
  const missing = neededVariables(input).filter(({ path }) => !miswritten.some((it) => it.path === path))
  return [
    ...codeFaults(input),
    ...nameFaults(input),
    ...miswritten,
    ...missing,
    ...neededFields(input),
    ...dateFaults(input),
    ...photoFaults(input),
    ...historyFaults(input),
    ...planeFaults(input),
    ...inheritedNames(input),
    ...policyNames(input),
    ...samePlace(input),
    ...lossFaults(input),
  ]
}
