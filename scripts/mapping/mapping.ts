/** The mapping tester: a description, and perhaps a saved answer; what to print, and how to end. */
import { mappingReportText, readDescription, readSample, testMapping } from '@chuishao/adapters/mapped'
import { faultList } from './fault-list.ts'
import { readJsonFile } from './read-json-file.ts'
import { isUnfit, sampleText } from './sample-text.ts'

export interface Result {
  /** 0 where description and answer are good, 1 where they are not, 2 where there is no file to read. */
  code: 0 | 1 | 2
  text: string
}

export function mapping([file, answerFile]: string[]): Result {
  if (file === undefined) return { code: 2, text: '用法 usage: npm run mapping -- portal.json [answer.json]' }
  const given = readJsonFile(file)
  if (!given.ok) return { code: 2, text: given.why }
  const read = readDescription(given.json)
  if (!read.ok) return { code: 1, text: faultList(file, read.faults) }
  if (answerFile === undefined) return { code: 0, text: mappingReportText(testMapping(given.json)) }
  const answer = readJsonFile(answerFile)
  if (!answer.ok) return { code: 2, text: answer.why }
  const sample = readSample(given.json, answer.json)
  return { code: isUnfit(sample) ? 1 : 0, text: sampleText(sample) }
}
