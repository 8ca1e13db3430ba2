/** What a description's parts have to say to one another. Each check runs on whatever part is well formed. */
import type { DescriptionFault } from '../description-fault.ts'
import { addressFaults } from './address-faults.ts'
import { codeFaults } from './code-faults.ts'
import { dateFaults } from './date-faults.ts'
import { nameFaults } from './name-faults.ts'
import { neededFields } from './needed-fields.ts'
import { neededVariables } from './needed-variables.ts'
import { photoFaults } from './photo-faults.ts'
import { variableFaults } from './variable-faults.ts'

export const crossFaults = (input: unknown): DescriptionFault[] => [
  ...addressFaults(input),
  ...codeFaults(input),
  ...nameFaults(input),
  ...variableFaults(input),
  ...neededVariables(input),
  ...neededFields(input),
  ...dateFaults(input),
  ...photoFaults(input),
]
