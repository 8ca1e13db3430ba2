// `npm run mapping -- portal.json [answer.json] [--plane plane.js]`
import process from 'node:process'
import { mapping } from './mapping.ts'

const { code, text } = await mapping(process.argv.slice(2))
if (code === 0) console.log(text)
else console.error(text)
process.exitCode = code
