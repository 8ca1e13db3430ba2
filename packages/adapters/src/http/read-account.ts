/** Who may act with the signed-in account: what a page asks before it asks for anything else. */
import { AccountView } from '@chuishao/core/accounts'
import { createConnection, type ConnectionOptions } from './connection.ts'

/**
 * Answers also while nobody of a shared account is chosen, when everything else is refused; the choice then goes into
 * `actingPerson` of `httpGateway`. Throws a GatewayError.
 *
 * @example const { people } = await readAccount({ endpoint: '/api/v1', token: () => session.accessToken })
 */
export const readAccount = (options: ConnectionOptions): Promise<AccountView> =>
  createConnection(options).read(AccountView, '/account')
