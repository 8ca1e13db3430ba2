// The reports of conformance suites as they stand in a test runner's output, and as tables.

/**
 * @typedef {object} Report
 * @property {string} name what was tested
 * @property {string} port what it conforms to
 * @property {Map<string, string>} groups each with its counts, or why it was left out
 * @property {Map<string, string[]>} tests single ones that were left out, by group: the reason of each
 */

// eslint-disable-next-line no-control-regex
const colours = /\u001b\[\d+m/g

/** @returns {Report[]} */
export function reportsIn(output) {
  const reports = []
  let report
  let last = ''
  for (const line of output.replaceAll(colours, '').split('\n')) {
    const title = /^(.+) conforms to (\w+): \d+ of \d+ groups ran$/.exec(line)
    const group = /^ {2}(\S.*?) {2,}(\d+\/\d+|left out: .+)$/.exec(line)
    const single = /^ {4,}left out: .+ \(([^()]+)\)$/.exec(line)
    if (title) {
      report = { name: title[1], port: title[2], groups: new Map(), tests: new Map() }
      reports.push(report)
    } else if (single && report) report.tests.set(last, [...(report.tests.get(last) ?? []), single[1]])
    else if (group && report) {
      last = group[1]
      report.groups.set(last, group[2])
    } else report = undefined
  }
  return reports
}

const fewer = (why = []) => (why.length === 0 ? '' : ` –${why.length}`)
const testsFor = (why) => `${why.length === 1 ? 'test' : 'tests'} (${[...new Set(why)].join('; ')})`

const namesOf = (names) =>
  names.length < 4 ? names.join(', ') : `${names[0]}, ${names[1]} and ${names.length - 2} more`

/** One table for each port: what was tested, group by group, and a line for each that was left out. */
export function conformanceTables(reports) {
  return [...new Set(reports.map(({ port }) => port))]
    .map((port) => {
      const rows = reports.filter((it) => it.port === port)
      const names = [...new Set(rows.flatMap(({ groups }) => [...groups.keys()]))]
      const leftOut = (text = '') => text.startsWith('left out')
      const cells = [
        [port, ...names],
        ...rows.map(({ name, groups, tests }) => [
          name,
          ...names.map((it) =>
            leftOut(groups.get(it)) ? '–' : `${groups.get(it) ?? ''}${fewer(tests.get(it))}`,
          ),
        ]),
      ]
      const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)))
      const whose = new Map()
      for (const { name, groups, tests } of rows)
        for (const note of [
          ...[...groups].filter(([, text]) => leftOut(text)).map(([group, text]) => `${group} ${text}`),
          ...[...tests].map(([group, why]) => `${group} left out: ${why.length} ${testsFor(why)}`),
        ])
          whose.set(note, [...(whose.get(note) ?? []), name])
      const notes = [...whose].map(([note, all]) => `– ${namesOf(all)}: ${note}`)
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
