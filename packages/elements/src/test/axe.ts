/** Runs axe on an element for WCAG 2.2 AA, and answers what it found in a form that a failed test can print. */
import type Axe from 'axe-core'
import 'axe-core/axe.min.js'

// It is no ES module: in a page it leaves itself on the window.
declare const axe: typeof Axe

export async function violations(element: Element): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations: found } = await axe.run(element, {
    runOnly: { type: 'tag', values: tags },
    // A test page holds one element, not a whole page with landmarks.
    rules: { region: { enabled: false } },
  })
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('; ')}`,
  )
}
