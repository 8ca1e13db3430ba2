/** A description of a command's form, made from its schema: what to ask, how long, and which control fits. */

export type FieldWidget =
  | 'text'
  | 'longText'
  | 'number'
  | 'toggle'
  | 'choice'
  | 'unit'
  | 'matter'
  | 'ticket'
  | 'photos'
  | 'limit'
  | 'moment'
  | 'rating'
  | 'tags'

export interface FieldSpec {
  /** Key in the command. Elements have its label by this name. */
  name: string
  widget: FieldWidget
  required: boolean
  maxLength?: number
  /** For `choice`: codes to choose from; their labels come from the policy or the catalogue. */
  options?: string[]
}
