/**
 * Many stores as one: each tenant (a prefecture or district) has its own, along the administrative boundary, so that no
 * transaction ever crosses two. A store that is away takes its tenants along and nobody else's.
 */
import type { StoreCapabilities, TicketStore } from '@chuishao/core/service'
import { checkAppend } from '../store/append-request.ts'
import { checkErase } from '../store/erase-request.ts'
import { claimFromAll } from './claim-from-all.ts'
import { unneededPhotosOfAll } from './unneeded-photos.ts'
import { UnroutedTenantError } from './unrouted-tenant.ts'

export interface RoutedStoreOptions {
  /** Tenant → its store; several tenants may share one. */
  routes: Readonly<Record<string, TicketStore>>
  /** How long one claim waits for a store that does not answer, in milliseconds. */
  claimTimeoutMs?: number
  /** Told which tenants' deadlines could not be claimed, or unneeded photos found, and why; the others' were. */
  onClaimFailed?: (failure: { tenantIds: string[]; error: unknown }) => void
}

/**
 * Questions about a tenant that has no store find nothing; what writes for one, or follows it, throws
 * {@link UnroutedTenantError}. Closing closes every store.
 */
export function routedStore({
  routes,
  claimTimeoutMs = 5_000,
  onClaimFailed = () => {},
}: RoutedStoreOptions): TicketStore {
  const byTenant = new Map(Object.entries(routes))
  const stores = new Set(byTenant.values())
  const shards = [...stores].map((store) => ({
    store,
    tenantIds: [...byTenant].filter(([, it]) => it === store).map(([tenantId]) => tenantId),
  }))

  const found = (tenantId: string) => byTenant.get(tenantId)
  const needed = (tenantId: string) => {
    const store = byTenant.get(tenantId)
    if (store === undefined) throw new UnroutedTenantError(tenantId)
    return store
  }

  return {
    capabilities: weakest([...stores].map((store) => store.capabilities)),
    load: async (ref) => found(ref.tenantId)?.load(ref),
    history: async (ref, page) => found(ref.tenantId)?.history(ref, page) ?? { items: [] },
    async append(request) {
      checkAppend(request)
      return needed(request.ref.tenantId).append(request)
    },
    async erase(request) {
      checkErase(request)
      return needed(request.ref.tenantId).erase(request)
    },
    logView: async (tenantId, view, options) => needed(tenantId).logView(tenantId, view, options),
    views: async (ref, page) => found(ref.tenantId)?.views(ref, page) ?? { items: [] },
    command: async (tenantId, commandId) => found(tenantId)?.command(tenantId, commandId),
    query: async (query) => found(query.tenantId)?.query(query) ?? { items: [] },
    feed: (tenantId, options) => needed(tenantId).feed(tenantId, options),
    position: async (tenantId) => found(tenantId)?.position(tenantId) ?? 0,
    feedSecret: async (tenantId) => needed(tenantId).feedSecret(tenantId),
    async *events(tenantId, options) {
      yield* found(tenantId)?.events(tenantId, options) ?? []
    },
    claimDue: claimFromAll(shards, { timeoutMs: claimTimeoutMs, onFailed: onClaimFailed }),
    noteUpload: async (upload) => needed(upload.tenantId).noteUpload(upload),
    uploadedAt: async (photo, personId) => found(photo.tenantId)?.uploadedAt(photo, personId),
    photosOf: async (ref) => found(ref.tenantId)?.photosOf(ref) ?? [],
    unneededPhotos: unneededPhotosOfAll(shards, { onFailed: onClaimFailed }),
    releasePhoto: async (photo, options, remove) =>
      needed(photo.tenantId).releasePhoto(photo, options, remove),
    async close() {
      const closed = await Promise.allSettled([...stores].map((store) => store.close()))
      const errors = closed.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []))
      if (errors.length > 0) throw new AggregateError(errors, 'Some stores could not be closed.')
    },
  }
}

const byStrength = ['memory', 'process', 'power'] as const

/** A city can rely on no more than its weakest store gives. */
function weakest(all: StoreCapabilities[]): StoreCapabilities {
  return {
    durability: byStrength.find((it) => all.some(({ durability }) => durability === it)) ?? 'power',
  }
}
