/** Whether a failure means that the backend cannot be reached now, so that what is kept here has to do. */
import { isGatewayError } from '@chuishao/core/service'

export const isUnreachable = (error: unknown): boolean =>
  isGatewayError(error) && (error.code === 'offline' || error.code === 'server')
