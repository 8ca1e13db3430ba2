/** A device whose network can be cut, around the real service of a test's page, on a database of its own. */
import { browserSurroundings, offlineGateway, type OfflineGateway } from '@chuishao/adapters/offline'
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { Actor, Draft } from '@chuishao/core/ticket'
import { newCommandId, newTicketId } from '../internal/ids.ts'
import { draft, type Backend } from './backend.ts'

export interface Network {
  isCut: boolean
  signedOut: boolean
  takesNoCommand: boolean
  /** The device has no room for another photo. */
  isFull: boolean
}

export interface Device {
  gateway: OfflineGateway
  network: Network
}

export interface DeviceOptions {
  /** False for a backend that does not tell of changes by itself. */
  subscribe?: boolean
}

let databases = 0
const open: OfflineGateway[] = []

export function device(backend: Backend, actor: Actor, { subscribe = true }: DeviceOptions = {}): Device {
  const network: Network = { isCut: false, signedOut: false, takesNoCommand: false, isFull: false }
  const inner = backend.as(actor)
  const through: ProxyHandler<TicketGateway> = {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name === 'capabilities') return { ...target.capabilities, subscribe }
      if (typeof value !== 'function' || name === 'subscribe') return value
      return async (...args: unknown[]) => {
        if (network.isCut) throw new GatewayError('offline', { zh: '网络不可用', en: 'No network' })
        if (network.takesNoCommand && name === 'execute')
          throw new GatewayError('server', { zh: '服务繁忙', en: 'Busy' })
        if (network.signedOut) throw new GatewayError('unauthenticated', { zh: '请登录', en: 'Sign in' })
        return Reflect.apply(value, target, args)
      }
    },
  }
  const gateway = offlineGateway(new Proxy(inner, through), {
    database: `device-test-${(databases += 1)}-${Date.now()}`,
    patienceMs: 500,
    surroundings: {
      ...browserSurroundings(),
      space: async () =>
        network.isFull ? { usedBytes: 0, quotaBytes: 1_000_000, persistent: false } : undefined,
    },
  })
  open.push(gateway)
  return { gateway, network }
}

/** Signed in, with all that the screens need, as every page has it while there is a network. */
export async function readyDevice(backend: Backend, actor: Actor, options?: DeviceOptions): Promise<Device> {
  const it = device(backend, actor, options)
  await it.gateway.whoAmI()
  await it.gateway.city()
  return it
}

/** Whistles past the elements, as the form does. */
export const whistleOn = (gateway: TicketGateway, more: Partial<Draft> = {}, ticketId = newTicketId()) =>
  gateway.execute(
    ticketId,
    { type: 'WHISTLE', draft: draft(more) },
    { commandId: newCommandId(), ifVersion: 0 },
  )

afterEach(() => {
  for (const gateway of open.splice(0)) gateway.close()
})
