/** Photos that nobody needs in any of many stores. One that is away keeps its own until it is back. */
import type { PhotoName, TicketStore } from '@chuishao/core/service'
import type { Shard } from './claim-from-all.ts'

export interface UnneededPhotosOptions {
  onFailed: (failure: { tenantIds: string[]; error: unknown }) => void
}

/** Throws only where no store could be asked. */
export function unneededPhotosOfAll(
  shards: Shard[],
  { onFailed }: UnneededPhotosOptions,
): TicketStore['unneededPhotos'] {
  return async (asked) => {
    const errors: unknown[] = []
    const found = await Promise.all(
      shards.map(async (shard) => {
        try {
          return await ownPhotos(shard, asked)
        } catch (error) {
          errors.push(error)
          onFailed({ tenantIds: shard.tenantIds, error })
          return []
        }
      }),
    )
    if (errors.length > 0 && errors.length === shards.length) throw errors[0]
    return found.flat().toSorted(comparePhotos).slice(0, asked.limit)
  }
}

/** Rows that a tenant left behind when it moved to another store are none of this store's any more. */
async function ownPhotos(
  { store, tenantIds }: Shard,
  { after, ...asked }: Parameters<TicketStore['unneededPhotos']>[0],
): Promise<PhotoName[]> {
  const own: PhotoName[] = []
  for (let last = after; own.length < asked.limit;) {
    const photos = await store.unneededPhotos({ ...asked, ...(last && { after: last }) })
    own.push(...photos.filter(({ tenantId }) => tenantIds.includes(tenantId)))
    last = photos.at(-1)
    if (photos.length < asked.limit) break
  }
  return own
}

const comparePhotos = (a: PhotoName, b: PhotoName) =>
  compare(a.tenantId, b.tenantId) || compare(a.sha256, b.sha256)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
