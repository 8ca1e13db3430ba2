// The mapping tester at the command line: 0 where the description is good, 1 with every fault, 2 where there is no file.
import {
  descriptionFaultText,
  mappingReportText,
  readDescription,
  testMapping,
} from '@chuishao/adapters/mapped'
import { readFileSync } from 'node:fs'
import process from 'node:process'

const readJson = (file: string | undefined): unknown => {
  if (file === undefined) throw new Error('npm run mapping -- portal.json')
  return JSON.parse(readFileSync(file, 'utf8'))
}

try {
  const description = readJson(process.argv[2])
  const read = readDescription(description)
  if (read.ok) console.log(mappingReportText(testMapping(description)))
  else {
    for (const fault of read.faults) console.error(descriptionFaultText(fault))
    process.exitCode = 1
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
