/** The mapping tester: a description, and perhaps a saved answer; what to print, and how to end. */
import {
  mappingReportText,
  planeReportText,
  readDescription,
  readSample,
  readSampleList,
  testMapping,
  testPlane,
} from '@chuishao/adapters/mapped'
import { parseArgs } from 'node:util'
import { faultList } from './fault-list.ts'
import { planeIn } from './plane-in.ts'
import { readJsonFile } from './read-json-file.ts'
import { isUnfit, sampleListText, sampleText } from './sample-text.ts'

export interface Result {
  /** 0 where description and answer are good, 1 where they are not, 2 where there is no file to read. */
  code: 0 | 1 | 2
  text: string
}

const usage = '用法 usage: npm run mapping -- portal.json [answer.json] [--plane plane.js]'

export async function mapping(args: string[]): Promise<Result> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: { plane: { type: 'string' } },
  })
  const [file, answerFile] = positionals
  if (file === undefined) return { code: 2, text: usage }
  const given = readJsonFile(file)
  if (!given.ok) return { code: 2, text: given.why }
  const read = readDescription(given.json)
  if (!read.ok) return { code: 1, text: faultList(file, read.faults) }
  if (answerFile === undefined) return reported(given.json, values['plane'])
  const answer = readJsonFile(answerFile)
  if (!answer.ok) return { code: 2, text: answer.why }
  const list = readSampleList(given.json, answer.json)
  if (list) return { code: list.unread.length > 0 ? 1 : 0, text: sampleListText(list) }
  const sample = readSample(given.json, answer.json)
  return { code: isUnfit(sample) ? 1 : 0, text: sampleText(sample) }
}

/** A place that comes back elsewhere is a fault, and not only a loss. */
async function reported(description: unknown, planeFile: unknown): Promise<Result> {
  const report = mappingReportText(testMapping(description))
  const read = readDescription(description)
  if (!read.ok || read.description.ticket.projection === undefined) return { code: 0, text: report }
  const own = typeof planeFile === 'string' ? await planeIn(planeFile) : undefined
  if (own?.ok === false) return { code: 2, text: own.why }
  const fate = await testPlane(description, own ? { plane: own.plane } : {})
  return { code: fate?.fate === 'changed' ? 1 : 0, text: `${report}\n\n${planeReportText(fate)}` }
}
