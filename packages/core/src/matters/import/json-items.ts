/** Reads a JSON file that is an array of items, or an object with such an array and facts about the whole. */
import { decodeText, type TextEncoding } from './encoding.ts'
import { fault, issueAt, type ImportIssue } from './issues.ts'
import { findJsonFault } from './json-syntax.ts'
import { isRecord } from './records.ts'

export type JsonItems =
  | { ok: true; items: unknown[]; path: PropertyKey[]; whole: Record<string, unknown> }
  | { ok: false; issue: ImportIssue }

/** `key` is where the array lies in an object. */
export function readJsonItems(bytes: Uint8Array | string, key: string, encoding?: TextEncoding): JsonItems {
  const text = decodeText(bytes, encoding)?.text
  if (text === undefined) return { ok: false, issue: issueAt({ in: 'file' }, fault('unknownEncoding')) }
  const wrong = findJsonFault(text)
  if (wrong) {
    const { line, column, expected, repeatedKey = '' } = wrong
    const reason = expected ? fault('jsonSyntax', { expected }) : fault('repeatedKey', { key: repeatedKey })
    return { ok: false, issue: issueAt({ in: 'text', line, column }, reason) }
  }
  const value: unknown = JSON.parse(text)
  if (Array.isArray(value)) return withItems(value, [], {})
  const items = isRecord(value) ? value[key] : undefined
  if (!isRecord(value) || !Array.isArray(items))
    return { ok: false, issue: issueAt({ in: 'json', path: '$' }, fault('notAList', { key })) }
  return withItems(items, [key], value)
}

function withItems(items: unknown[], path: PropertyKey[], whole: Record<string, unknown>): JsonItems {
  return items.length === 0
    ? { ok: false, issue: issueAt({ in: 'file' }, fault('noRows')) }
    : { ok: true, items, path, whole }
}
