import { expect, test } from 'vitest'
import { conformanceTables, reportsIn } from './conformance-table.mjs'

const output = `
\u001b[90mstdout\u001b[2m | src/a.test.ts
\u001b[22m\u001b[39mone conforms to TicketStore: 2 of 2 groups ran
  append    10/10
  view log  5/5

two conforms to TicketStore: 1 of 2 groups ran
  append    9/10
  view log  left out: durability: memory
    ✔ a test (1.2 ms)
three conforms to TicketGateway: 1 of 1 groups ran
  main path  2/2
  outcomes   7/7
             left out: a replay returns the first result (replays: false)
             left out: another command is told apart (replays: false)
  figures    left out: figures: false
  photos     3/3
four conforms to TicketGateway: 0 of 1 groups ran
  figures    left out: figures: false
`

test('reports are found in what a test runner prints, and stand side by side', () => {
  expect(conformanceTables(reportsIn(output)).split('\n')).toEqual([
    'TicketStore  append  view log',
    'one          10/10   5/5',
    'two          9/10    –',
    '– two: view log left out: durability: memory',
    '',
    'TicketGateway  main path  outcomes  figures  photos',
    'three          2/2        7/7 –2    –        3/3',
    'four                                –',
    '– three, four: figures left out: figures: false',
    '– three: outcomes left out: 2 tests (replays: false)',
  ])
})
