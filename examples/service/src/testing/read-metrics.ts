/** A strict reader of Prometheus' text format: every line is known, every sample belongs to a metric that was told of. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (N[aA][nN]|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/y

/** Throws at the first line that is not of the format. */
export function readMetrics(text: string): Sample[] {
  const types = new Map<string, string>()
  return text.split('\n').flatMap((it): Sample[] => {
    const [, what, told, type] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(it) ?? []
    if (what === 'TYPE') types.set(told ?? '', type ?? '')
    if (what !== undefined || it === '') return []
    const [, name = '', inner = '', value = ''] = line.exec(it) ?? []
    const family = [name, name.replace(/_(bucket|sum|count)$/, '')].find((known) => types.has(known))
    if (family === undefined) throw new Error(`No line of Prometheus: ${it}`)
    return [{ name, labels: labelsIn(inner), value: Number(value.replace('Inf', 'Infinity')) }]
  })
}

function labelsIn(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  label.lastIndex = 0
  while (label.lastIndex < text.length) {
    const [, name, value] = label.exec(text) ?? []
    if (name === undefined || value === undefined) throw new Error(`No labels of Prometheus: ${text}`)
    labels[name] = value
  }
  return labels
}
