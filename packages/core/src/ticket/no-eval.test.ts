import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Counts every attempt to make code from text, also those that a library tries and swallows. */
const script = `
  let attempts = 0
  const refuse = () => { attempts += 1; throw new EvalError('not under this policy') }
  globalThis.Function = new Proxy(Function, { construct: refuse, apply: refuse })
  globalThis.eval = refuse
  const { decide, available } = await import(${JSON.stringify(new URL('../lifecycle/index.ts', import.meta.url).href)})
  const { Command, Ticket, newTicket } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
  const { people, testCity } = await import(${JSON.stringify(new URL('../testing/index.ts', import.meta.url).href)})
  const at = '2026-03-02T01:00:00.000Z'
  const command = Command.parse({ type: 'EDIT', draft: { description: '路灯不亮' } })
  const draft = newTicket('0198c0de-0000-7000-8000-000000000001')
  const decision = decide(draft, command, people.gridWorker, at, testCity)
  Ticket.parse(decision.ticket)
  available(decision.ticket, people.gridWorker, at, testCity)
  console.log(JSON.stringify({ ok: decision.ok, attempts }))
`

describe('under a content security policy without unsafe-eval', () => {
  it('schemas, decide and available make no code from text, and do not even try', () => {
    const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script]
    const output = execFileSync(process.execPath, flags, { encoding: 'utf8' })
    expect(JSON.parse(output)).toEqual({ ok: true, attempts: 0 })
  })
})
