/**
 * Accounts of the city's portal and the people behind them. A community has about two people and one account, so that
 * an account says which people may act with it, and each action says which of them acted.
 */
import * as z from 'zod/mini'
import { Actor } from '../ticket/actor.ts'
import { Line } from '../ticket/primitives.ts'

/**
 * What a person signs in with: a name, a number or an e-mail address, 1 to 128 characters without blanks. It is compared
 * letter by letter.
 */
export const AccountId = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[\p{L}\p{N}._:@+|/\\-]+$/u))

export const Account = z.object({
  id: AccountId,
  /** Whoever may act with this account; more than one where it is shared. Each as the actor that they would be. */
  people: z.array(Actor).check(z.minLength(1)),
})
export type Account = z.infer<typeof Account>

/** What a client shows for a choice: who may act with the account, and who does. */
export const AccountView = z.object({
  /** Absent where the identity provider names people themselves and there is no list of accounts. */
  id: z.exactOptional(AccountId),
  people: z.array(z.object({ personId: Actor.shape.personId, name: Line, roles: Actor.shape.roles })),
  /** Absent where the account is shared and nobody was chosen. */
  actingPersonId: z.exactOptional(Actor.shape.personId),
})
export type AccountView = z.infer<typeof AccountView>
