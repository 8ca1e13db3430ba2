/** What the log says of the follower of the city-wide copy. A district that diverged stays so until somebody acts: it is said seldom. */
import type { Log } from '@chuishao/adapters/logs'
import { RollupDivergedError, type RollupFailure } from '@chuishao/adapters/rollup'

const againAfterMs = 3_600_000

export function rollupFailures(log: Pick<Log, 'warn' | 'failed'>, clock = Date.now) {
  const said = new Map<string, number>()
  return ({ tenantId, error, failures }: RollupFailure): void => {
    if (!(error instanceof RollupDivergedError)) {
      said.delete(tenantId)
      log.failed('city-wide copy waits for a tenant', error, { tenantId })
      return
    }
    const last = said.get(tenantId)
    if (failures > 1 && last !== undefined && clock() - last < againAfterMs) return
    said.set(tenantId, clock())
    const { code, position, head } = error
    log.warn(
      '全市汇总已停在此租户的旧数据上：其数据库不是汇总所依据的那一份，请用 rollup 命令核对并重建 / the city-wide copy of a tenant stands still: its database is not the one that it was fed from, see the command rollup',
      { tenantId, code, position, head },
    )
  }
}
