/** The city as the portal's description and its own lists tell it. */
import type { CityData } from '@chuishao/core/lifecycle'
import { Matter, Unit, Policy, unsetPolicy } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import type { PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import type { LostFields } from './fields-not-asked.ts'
import { matterFields, unitFields } from './our-fields.ts'
import type { PortalConnection } from './portal-connection.ts'
import { unfitAnswer } from './portal-failure.ts'
import { fieldReader, isMeant, rowsIn } from './read-fields.ts'
import { fillRequest } from './request-line.ts'

export async function readCity(
  description: PortalDescription,
  connection: PortalConnection,
  photos: PhotoNames,
  lostFields: LostFields | undefined,
): Promise<CityData> {
  const { id, name, demo = false, listVersion = '1', units, matters } = description.city
  const policy = policyOf(description)

  const list = async <T extends z.ZodMiniType>(
    given: Exclude<typeof units | typeof matters, unknown[]>,
    schema: T,
    valuesOf: (row: unknown, url: string) => object,
  ): Promise<z.output<T>[]> => {
    const answer = await connection.read(fillRequest(given, () => undefined))
    return rowsIn(answer, given.rows, description)
      .filter((row) => isMeant(row, given.only))
      .map((row) => {
        const parsed = z.safeParse(schema, { ...given.defaults, ...valuesOf(row, answer.url) })
        if (parsed.success) return parsed.data
        const [issue] = parsed.error.issues
        throw unfitAnswer(description, answer.url, issue?.path.join('.') ?? '*', issue?.message ?? '')
      })
  }

  const readUnits = async () => {
    if (Array.isArray(units)) return units
    return list(units, Unit, fieldReader(units.fields, unitFields, description, photos))
  }
  const readMatters = async () => {
    if (Array.isArray(matters)) return matters
    const read = fieldReader(matters.fields, matterFields, description, photos)
    return list(matters, Matter, (row, url) => {
      const { acceptHours, handleHours, ...values } = read(row, url)
      return {
        synonyms: [],
        coUnits: [],
        ...values,
        ...(acceptHours !== undefined && { acceptLimit: { amount: acceptHours, unit: 'hour' } }),
        ...(handleHours !== undefined && { handleLimit: { amount: handleHours, unit: 'hour' } }),
      }
    })
  }
  const [unitList, matterList] = await Promise.all([readUnits(), readMatters()])
  const loses = evidenceLost(lostFields)
  return {
    ...{ id, name, demo, listVersion, policy, units: unitList },
    matters: matterList.map((matter) => ({ ...matter, ...loses })),
  }
}

/** A photo that cannot be sent along is needed of nobody, whatever the matter says. */
const evidenceLost = ({ WHISTLE = [], SUBMIT_RESULT = [] }: LostFields = {}): Partial<Matter> => ({
  ...(WHISTLE.includes('attachments') && { whistleEvidence: 'none' }),
  ...(SUBMIT_RESULT.includes('attachments') && { resultEvidence: 'none' }),
})

/** What the description says of it; the rest nobody has set, and the portal alone decides. */
export const policyOf = ({ city, commands }: Pick<PortalDescription, 'city' | 'commands'>): Policy =>
  z.parse(Policy, {
    ...unsetPolicy,
    resultReview: { ...unsetPolicy.resultReview, enabled: commands.CONFIRM_RESULT !== undefined },
    ...city.policy,
  })
