/** What an audit finds where a store does not hold what was written to it. */

/** The rules of an audit, by the name under which a broken one is reported. */
export type AuditRule =
  /** A row that this version cannot read, or that holds something no version writes. */
  | 'unreadable'
  /** Versions of a ticket have a gap, or one of them is there twice; or its events are out of the feed's order. */
  | 'versions'
  /** The hash chain is broken: an event was changed, exchanged, or sealed anew. */
  | 'chain'
  /** Personal data is missing, and no erasure says so. */
  | 'personal'
  /** The stored state is not what its events make. */
  | 'fold'
  /** A clock runs that should not, or one that should is not watched. */
  | 'clock'
  /** Lists show something else than the ticket, or show it to others. */
  | 'list'
  /** A photo that the history names is not where photos are kept. */
  | 'photo'
  /** A row without its ticket, or a command without its event. */
  | 'lost'
  /** An event that belongs to no command. */
  | 'unasked'
  /** Feed positions of a tenant have a gap, or the counter is not at the last of them. */
  | 'positions'
  /** The history is not the one of which an earlier audit put the digest down. */
  | 'anchor'

export interface Break {
  rule: AuditRule
  tenantId: string
  ticketId?: string
  /** The first version at which it shows, where that can be said. */
  version?: number
  /** What was found, for a person; no personal data. */
  found: string
}

/** Keeps the first break of each ticket, and counts all of them; in bounded memory however many there are. */
export function collectBreaks({ keep, onBreak }: { keep: number; onBreak: (first: Break) => void }) {
  const first: Break[] = []
  const known = new Set<string>()
  let total = 0
  return {
    first,
    known,
    total: () => total,
    add(it: Break) {
      total += 1
      const name = `${it.tenantId} ${it.ticketId ?? it.rule}`
      if (known.has(name) || first.length === keep) return
      known.add(name)
      first.push(it)
      onBreak(it)
    },
  }
}

export type Breaks = ReturnType<typeof collectBreaks>
