import { describe, expect, it } from 'vitest'
import { testPolicy } from '../testing/test-city.ts'
import { statuses } from '../ticket/index.ts'
import { lifecycleDiagram } from './diagram.ts'
import { toMermaid } from './mermaid.ts'
import { permissionMatrix } from './permission-matrix.ts'

const withoutReview = { ...testPolicy, resultReview: { ...testPolicy.resultReview, enabled: false } }
const diagram = lifecycleDiagram(testPolicy)
const mainPath = ({ arrows }: typeof diagram) =>
  arrows.filter(({ main }) => main).map(({ from, to }) => `${from} → ${to}`)

describe('the parts of the picture', () => {
  it('have every state once, and every command on its arrow or in its state', () => {
    expect(diagram.states.map(({ status }) => status).sort()).toEqual([...statuses].sort())
    for (const { from, command, to } of permissionMatrix(testPolicy)) {
      const place =
        from === to
          ? diagram.states.find(({ status }) => status === from)?.stays
          : diagram.arrows.find((it) => it.from === from && it.to === to)?.commands
      expect(place, `${from} ${command} ${to}`).toContain(command)
    }
  })

  it('know the main path, in its order', () => {
    expect(mainPath(diagram)).toEqual([
      'draft → whistled',
      'whistled → accepted',
      'accepted → underReview.resolved',
      'underReview.resolved → closed',
      'closed → evaluated',
    ])
    const ends = diagram.states.filter(({ part }) => part === 'end').map(({ status }) => status)
    expect(ends).toEqual(['discarded', 'merged', 'withdrawn'])
  })

  it('leave out what a policy switches off', () => {
    const shorter = lifecycleDiagram(withoutReview)
    expect(shorter.states.map(({ status }) => status)).not.toContain('underReview.resolved')
    expect(mainPath(shorter)).toContain('accepted → closed')
  })
})

describe('the Mermaid diagram', () => {
  it('calls things by code, and by a word where one is given', () => {
    const words = { statuses: { whistled: '待应哨' }, commands: { RETURN: '退单' } }
    expect(toMermaid(testPolicy)).toContain('  whistled --> rejected: RETURN\n')
    expect(toMermaid(testPolicy, words)).toContain('  whistled --> rejected: 退单 RETURN\n')
    expect(toMermaid(testPolicy, words)).toContain('  state "待应哨 whistled" as whistled\n')
  })

  it('names a room by its whole code, since no identifier may have a dot', () => {
    expect(toMermaid(testPolicy)).toContain('state "underReview.resolved" as underReview_resolved')
    expect(toMermaid(withoutReview)).not.toContain('resolved')
  })
})
