// The mapping tester at the command line: 0 where description and answer are good, 1 with every fault, 2 without a file.
import { mappingReportText, readDescription, readSample, testMapping } from '@chuishao/adapters/mapped'
import process from 'node:process'
import { faultList } from './fault-list.ts'
import { readJsonFile } from './read-json-file.ts'
import { isUnfit, sampleText } from './sample-text.ts'

const [file, answerFile] = process.argv.slice(2)
process.exitCode = file === undefined ? usage() : check(file)

function usage(): number {
  console.error('用法 usage: npm run mapping -- portal.json [answer.json]')
  return 2
}

function check(name: string): number {
  const given = readJsonFile(name)
  if (!given.ok) return unreadable(given.why)
  const read = readDescription(given.json)
  if (!read.ok) {
    console.error(faultList(name, read.faults))
    return 1
  }
  if (answerFile === undefined) {
    console.log(mappingReportText(testMapping(given.json)))
    return 0
  }
  const answer = readJsonFile(answerFile)
  if (!answer.ok) return unreadable(answer.why)
  const sample = readSample(given.json, answer.json)
  console.log(sampleText(sample))
  return isUnfit(sample) ? 1 : 0
}

function unreadable(why: string): number {
  console.error(why)
  return 2
}
