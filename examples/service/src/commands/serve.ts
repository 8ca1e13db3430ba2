/** `serve`: runs the HTTP face and the poller until it is asked to stop, then drains. */
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { tryToWritePhotos } from '@chuishao/adapters/attachments'
import { drain, listen, stopSignal } from '@chuishao/adapters/node-server'
import { longestRequestMs } from '../config/limits-config.ts'
import { openParts } from '../parts/open-parts.ts'
import { openRollup } from '../parts/open-rollup.ts'
import { startServing } from '../serve/start-serving.ts'
import { openOperations } from '../serve/operations.ts'
import type { ServiceCommand } from './command.ts'
import { readOptions } from './options.ts'

const readyOnPglite =
  '已就绪；嵌入式数据库能经受进程崩溃，不能保证经受断电 / ready; the embedded database survives a crash of the process, not a loss of power'

export const serve: ServiceCommand = {
  about: { zh: '提供服务，直到被要求停止', en: 'Serves until it is asked to stop' },
  checksFiles: true,
  async run({ config, args }) {
    readOptions(args, {})
    const operations = await openOperations(config)
    const { log } = operations
    const { signal: stop, reason } = stopSignal({ say: (sentence) => log.info(sentence) })
    const listening = await listen({
      ...config.listen,
      headTimeoutMs: config.limits.headSeconds * 1000,
      requestTimeoutMs: longestRequestMs(config.limits),
      answerIdleMs: config.limits.answerIdleSeconds * 1000,
    })
    const ends = [() => listening.close(0), () => operations.close()]
    try {
      log.info('正在启动 / starting', { url: listening.url })
      await tryToWritePhotos(config.attachments)
      const parts = await openParts(config, {
        onConnectionLost: operations.connectionLost,
        onWaiting: operations.waitingForDatabase,
        observeStore: operations.observeStore,
        signal: stop,
      })
      ends.unshift(() => parts.close())
      const rollup = openRollup(config, parts, {
        onConnectionLost: operations.rollupConnectionLost,
        onWaiting: operations.waitingForRollup,
        onError: operations.rollupFailed,
      })
      if (rollup) ends.unshift(() => rollup.close())
      const serving = startServing({
        config,
        parts,
        operations,
        ...(rollup && { cityWide: rollup.cityWide }),
      })
      listening.answerWith(serving.fetch)
      operations.ready({ ...parts, ...(rollup && { rollup }) })
      const { durability } = parts.store.capabilities
      log.info(durability === 'power' ? '已就绪 / ready' : readyOnPglite, { url: listening.url, durability })
      if (!stop.aborted) await once(stop, 'abort')
      operations.notReady()
      // A load balancer that asks for readiness has to see it; somebody at a terminal has none.
      const delayMs = reason() === 'SIGTERM' ? config.drain.delayMs : 0
      await drain({ listening, shutdown: serving.shutdown, ...config.drain, delayMs })
      // What still waits then waits for a database that hangs: closing it ends that.
      await Promise.race([serving.finished, pause(config.drain.graceMs, undefined, { ref: false })])
    } catch (error) {
      // Asked to stop while it waited for a database.
      if (!stop.aborted || error !== stop.reason) throw error
    } finally {
      for (const end of ends) await end()
    }
    log.info('已停止 / stopped')
    return 0
  },
}
