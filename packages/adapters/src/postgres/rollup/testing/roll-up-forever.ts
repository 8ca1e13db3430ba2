/** Run by `rollup-crash.test.ts` in a process of its own: rolls two districts up until it is killed, and says how far it is. */
import { writeSync } from 'node:fs'
import { openPglite } from '../../pglite.ts'
import { rollupLag } from '../rollup-lag.ts'
import { runRollup } from '../run-rollup.ts'
import { districtLog, districtStore } from './district-store.ts'

const [directory = ''] = process.argv.slice(2)
const { db } = await openPglite({ directory })
const store = await districtStore({ '150102': districtLog(1).events, '150103': districtLog(2).events })
const tenantIds = ['150102', '150103']
const { signal } = new AbortController()

void runRollup({
  store,
  tenantIds,
  db,
  batch: 3,
  signal,
  onError: ({ error }) => {
    throw error
  },
})
for (;;) {
  const lag = await rollupLag({ db, store, tenantIds })
  writeSync(1, `${JSON.stringify(lag.map(({ position, behind }) => [position, behind]))}\n`)
}
