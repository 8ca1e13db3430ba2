/**
 * Version of the persisted form of tickets and events. Whatever changes a stored shape raises it and adds a migration
 * (`../versions`): a reader of an older version refuses what it cannot read whole, and never drops a field.
 */
export const schemaVersion = 2
