/** A mistake in a portal's description, for the engineer who has to correct it. */
import type { Sentence } from '@chuishao/core/ticket'

export interface DescriptionFault {
  /** Where it is, e.g. `ticket.fields.status`; empty for the whole. */
  path: string
  code: DescriptionFaultCode
  message: Sentence
  /** What is allowed instead. */
  allowed: Sentence
}

export type DescriptionFaultCode =
  | 'missing'
  | 'unknownKey'
  | 'invalid'
  /** A variable in braces that nothing stands for there. */
  | 'unknownVariable'
  /** A code on our side that is none. */
  | 'unknownValue'
  /** One of their values for two of ours: nobody could read it. */
  | 'duplicateValue'
  /** A variable without which the request cannot do what it is for. */
  | 'variableNeeded'
  /** Variables are written otherwise. */
  | 'badAddress'
  /** A field that something else needs is not described. */
  | 'fieldNeeded'
  /** Something is asked for that has no request. */
  | 'requestNeeded'
  | 'badDate'
  /** Two fields are written to one place of a request. */
  | 'samePlace'
  /** A measured point lies elsewhere by the description's figures. */
  | 'offPoint'

/** Both languages, one fault a line. */
export const descriptionFaultText = ({ path, code, message, allowed }: DescriptionFault): string =>
  `${path === '' ? '' : `${path} `}[${code}] ${message.zh}；可用：${allowed.zh} / ${message.en}; allowed: ${allowed.en}`

export class InvalidDescriptionError extends Error {
  override readonly name = 'InvalidDescriptionError'
  readonly code = 'invalidDescription'
  readonly faults: DescriptionFault[]
  constructor(faults: DescriptionFault[]) {
    super(
      `The portal's description has ${faults.length} faults:\n${faults.map(descriptionFaultText).join('\n')}`,
    )
    this.faults = faults
  }
}
