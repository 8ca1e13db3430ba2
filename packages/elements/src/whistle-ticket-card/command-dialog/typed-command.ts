/** From what was typed into a form to the command and back, and to what is still missing. */
import type { FieldSpec } from '@chuishao/core/lifecycle'
import type { AttachmentRef, Command, CommandType, Limit, Rating } from '@chuishao/core/ticket'

/** What stands in the form, by the name of the field, as its control holds it. */
export interface Typed {
  texts: Record<string, string>
  toggles: Record<string, boolean | undefined>
  limits: Record<string, { amount: string; unit: Limit['unit'] }>
  rating: Rating | undefined
}

export const nothingTyped = (): Typed => ({ texts: {}, toggles: {}, limits: {}, rating: undefined })

/** What stands in the form of a command that was made before, where this form asks for it. */
export function typedFrom(fields: readonly FieldSpec[], command: Command): Typed {
  const typed = nothingTyped()
  const answers = new Map<string, unknown>(Object.entries(command))
  for (const { name, widget } of fields) {
    const value = answers.get(name)
    if (value === undefined || widget === 'photos') continue
    if (widget === 'toggle') typed.toggles[name] = value === true
    else if (widget === 'limit') {
      const { amount, unit } = value as Limit
      typed.limits[name] = { amount: String(amount), unit }
    } else typed.texts[name] = widget === 'moment' ? chinaMinute(Date.parse(String(value))) : String(value)
  }
  if (command.type === 'EVALUATE') {
    const { type: _, ...rating } = command
    typed.rating = rating
  }
  return typed
}

/** A moment as `datetime-local` writes it, on China's clock. */
export const chinaMinute = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16)

/** `invalid`: the backend would not read it. */
export type Flaw = 'missing' | 'notPositive' | 'target' | 'tooLong' | 'invalid'

/** Fields that the rating asks for itself. */
export const isRatingField = (type: CommandType) => type === 'EVALUATE'

/** What is wrong, by the name of the field, in the order of the form. */
export function flawsOf(
  type: CommandType,
  fields: readonly FieldSpec[],
  typed: Typed,
  photos: number,
): Map<string, Flaw> {
  const flaws = new Map<string, Flaw>()
  if (isRatingField(type)) return flaws
  for (const field of fields) {
    const text = typed.texts[field.name]?.trim() ?? ''
    if (field.required && isMissing(field, text, typed, photos)) flaws.set(field.name, 'missing')
    else if (field.widget === 'limit' && isNoLimit(typed.limits[field.name]?.amount))
      flaws.set(field.name, 'notPositive')
    else if (field.maxLength !== undefined && text.length > field.maxLength) flaws.set(field.name, 'tooLong')
  }
  const named = typed.texts['suggestedUnitId'] || typed.texts['violatedMatterCode']
  if (type === 'RETURN' && !named) flaws.set('suggestedUnitId', 'target')
  return flaws
}

function isMissing(field: FieldSpec, text: string, { toggles, limits }: Typed, photos: number): boolean {
  switch (field.widget) {
    case 'photos':
      return photos === 0
    case 'toggle':
      return toggles[field.name] === undefined
    case 'limit':
      return !limits[field.name]?.amount
    default:
      return text === ''
  }
}

const isNoLimit = (amount: string | undefined) =>
  Boolean(amount) && !(Number.isInteger(Number(amount)) && Number(amount) > 0)

/** The command; the backend reads it with its schema, as it reads everything that comes from a browser. */
export function commandOf(
  type: CommandType,
  fields: readonly FieldSpec[],
  typed: Typed,
  attachments: readonly AttachmentRef[],
): Command {
  const entries = fields.flatMap((field): [string, unknown][] => {
    const value = valueOf(field, typed, attachments)
    return value === undefined ? [] : [[field.name, value]]
  })
  const answers = isRatingField(type) ? typed.rating : Object.fromEntries(entries)
  return { type, ...answers } as Command
}

function valueOf(
  { name, widget }: FieldSpec,
  { texts, toggles, limits }: Typed,
  attachments: readonly AttachmentRef[],
): unknown {
  const text = texts[name]?.trim() || undefined
  switch (widget) {
    case 'photos':
      return attachments.length > 0 ? attachments : undefined
    case 'toggle':
      return toggles[name]
    case 'limit': {
      const limit = limits[name]
      return limit?.amount ? { amount: Number(limit.amount), unit: limit.unit } : undefined
    }
    case 'moment':
      // What is typed is China's time, wherever the browser is.
      return text && new Date(`${text}:00+08:00`).toISOString()
    case 'number':
      return text && Number(text)
    default:
      return text
  }
}
