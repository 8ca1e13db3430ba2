/** What a test of a gateway needs of the backend: only what is declared as missing leaves a test out. */
import type { GatewayCapabilities } from '@chuishao/core/service'
import { commandTypes, type CommandType } from '@chuishao/core/ticket'

type Ability = { [K in keyof GatewayCapabilities]-?: boolean extends GatewayCapabilities[K] ? K : never }
export type Need = Ability[keyof Ability] | CommandType

/** The first of the needs that the backend declares not to have, in words for the report. */
export const missingNeed = (
  capabilities: GatewayCapabilities,
  needs: readonly Need[],
): string | undefined => {
  const { commands = commandTypes } = capabilities
  const missing = needs.find((need) =>
    isCommand(need) ? !commands.includes(need) : capabilities[need] === false,
  )
  return missing && (isCommand(missing) ? `no command ${missing}` : `${missing}: false`)
}

const isCommand = (need: Need): need is CommandType => commandTypes.some((type) => type === need)
