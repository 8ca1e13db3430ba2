/** Whether a failure means that the backend cannot be reached now, so that what is kept here has to do. */
import { GatewayError } from '@chuishao/core/service'

export const isUnreachable = (error: unknown): boolean =>
  error instanceof GatewayError && (error.code === 'offline' || error.code === 'server')
