/** Thrown where the same command is being carried out elsewhere: it may be sent again in a moment, with the same id. */
export class CommandInProgressError extends Error {
  override readonly name = 'CommandInProgressError'
  readonly code = 'commandInProgress'
  constructor() {
    super('The command with this id is being carried out: send it again in a moment, with the same id.')
  }
}
