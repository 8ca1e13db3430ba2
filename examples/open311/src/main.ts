// `node src/main.ts`: both ways once, on a server of this process; `--serve PORT` keeps it up for tools of your own.
import { parseArgs } from 'node:util'
import { openDemoCity } from './demo-city.ts'
import { ourGatewayReports, plainClientReports } from './walk.ts'

const { values } = parseArgs({ options: { serve: { type: 'string' } } })
const city = await openDemoCity({ port: Number(values.serve ?? 0) })
console.log('--- 其他工具上报到本系统 / a tool of somebody else reports here')
await plainClientReports(city, console.log)
console.log('--- 本系统的组件接其他城市的服务 / this project’s gateway on an Open311 server')
await ourGatewayReports(city, console.log)
if (values.serve === undefined) await city.close()
else console.log(`${city.discovery}\napi_key=${city.apiKey}`)
