/**
 * Who of an account's people acts. The account is what the provider vouches for; the choice among its people is the
 * client's, and is never trusted beyond the account's list.
 */
import type { Account, AccountView } from '@chuishao/core/accounts'
import type { Actor } from '@chuishao/core/ticket'

export type ActingPerson =
  | { ok: true; actor: Actor; account: AccountView }
  | { ok: false; code: 'actingPersonMissing' | 'actingPersonUnknown'; account: AccountView }

/** `vouched` is the provider's word for it, `asked` the client's. */
export const actingPerson = (
  { id, people }: Account,
  { vouched, asked }: { vouched?: string | undefined; asked?: string | undefined },
): ActingPerson => {
  const account: AccountView = {
    id,
    people: people.map(({ personId, name, roles }) => ({ personId, name, roles })),
  }
  const chosen = vouched ?? asked
  const contradicted = vouched !== undefined && asked !== undefined && vouched !== asked
  if (chosen === undefined && people.length > 1) return { ok: false, code: 'actingPersonMissing', account }
  const actor = chosen === undefined ? people[0] : people.find(({ personId }) => personId === chosen)
  return actor === undefined || contradicted
    ? { ok: false, code: 'actingPersonUnknown', account }
    : { ok: true, actor, account: { ...account, actingPersonId: actor.personId } }
}
