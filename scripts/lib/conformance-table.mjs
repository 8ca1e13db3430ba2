// The reports of conformance suites as they stand in a test runner's output, and as tables.

/**
 * @typedef {object} Report
 * @property {string} name what was tested
 * @property {string} port what it conforms to
 * @property {Map<string, string>} groups each with its counts, or why it was left out
 * @property {Map<string, Set<string>>} single why single tests of a group were left out
 */

// eslint-disable-next-line no-control-regex
const colours = /\u001b\[\d+m/g

/** @returns {Report[]} */
export function reportsIn(output) {
  const reports = []
  let report
  let inGroup
  for (const line of output.replaceAll(colours, '').split('\n')) {
    const title = /^(.+) conforms to (\w+): \d+ of \d+ groups ran$/.exec(line)
    const group = /^ {2}(\S.*?) {2,}(\d+\/\d+|left out: .+)$/.exec(line)
    const single = /^ {3,}left out: .+ \((.+)\)$/.exec(line)
    if (title)
      reports.push((report = { name: title[1], port: title[2], groups: new Map(), single: new Map() }))
    else if (group && report) report.groups.set((inGroup = group[1]), group[2])
    else if (single && report)
      report.single.set(inGroup, (report.single.get(inGroup) ?? new Set()).add(single[1]))
    else report = undefined
  }
  return reports
}

/** One table for each port: what was tested, group by group, and a line for each that was left out. */
export function conformanceTables(reports) {
  return [...new Set(reports.map(({ port }) => port))]
    .map((port) => {
      const rows = reports.filter((it) => it.port === port)
      const names = [...new Set(rows.flatMap(({ groups }) => [...groups.keys()]))]
      const leftOut = (text = '') => text.startsWith('left out')
      const cells = [
        [port, ...names],
        ...rows.map(({ name, groups }) => [
          name,
          ...names.map((it) => (leftOut(groups.get(it)) ? '–' : (groups.get(it) ?? ''))),
        ]),
      ]
      const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)))
      const notes = rows.flatMap(({ name, groups, single }) => [
        ...[...groups]
          .filter(([, text]) => leftOut(text))
          .map(([group, text]) => `– ${name}: ${group} ${text}`),
        ...[...single].map(([group, why]) => `– ${name}: some of ${group} left out: ${[...why].join('; ')}`),
      ])
      return [
        ...cells.map((row) =>
          row
            .map((cell, column) => cell.padEnd(widths[column]))
            .join('  ')
            .trimEnd(),
        ),
        ...notes,
      ].join('\n')
    })
    .join('\n\n')
}
