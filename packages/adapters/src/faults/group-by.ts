/** Rows by a key: those of one ticket, of one version, of one deadline. */
export function groupBy<T>(rows: Iterable<T>, keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

export const ticketKey = ({ tenantId, ticketId }: { tenantId: string; ticketId: string }): string =>
  `${tenantId} ${ticketId}`
