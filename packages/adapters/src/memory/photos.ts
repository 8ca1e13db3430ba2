/** Who uploaded a photo, which tickets have it, and which photos nobody needs. Nothing awaits but what waits for a release. */
import type { Instant } from '@chuishao/core/ticket'
import type { PhotoName, TicketRef, TicketStore, Upload } from '@chuishao/core/service'
import { createTenant, type MemoryPhoto, type MemoryTenant } from './tenant.ts'

/** Since when a photo is free that an erasure took: before every moment. */
const atOnce = ''

/** Whether a ticket may get this photo now. */
export const isOnRecord = (tenant: MemoryTenant, sha256: string): boolean => {
  const photo = tenant.photos.get(sha256)
  return photo !== undefined && photo.release === undefined
}

export function attachPhotos(tenant: MemoryTenant, ticketId: string, photos: readonly string[]): void {
  for (const sha256 of photos) {
    tenant.tickets.get(ticketId)?.photos.add(sha256)
    delete tenant.photos.get(sha256)?.freeSince
  }
}

export function detachPhotos(tenant: MemoryTenant, ticketId: string, photos: readonly string[]): void {
  for (const sha256 of photos) {
    tenant.tickets.get(ticketId)?.photos.delete(sha256)
    const photo = tenant.photos.get(sha256)
    photo?.uploads.clear()
    const isNeeded = [...tenant.tickets.values()].some((it) => it.photos.has(sha256))
    if (photo && !isNeeded) photo.freeSince = atOnce
  }
}

type PhotoMethods = Pick<
  TicketStore,
  'noteUpload' | 'uploadedAt' | 'photosOf' | 'unneededPhotos' | 'releasePhoto'
>

export function photoMethods(tenants: Map<string, MemoryTenant>): PhotoMethods {
  const find = ({ tenantId, sha256 }: PhotoName) => tenants.get(tenantId)?.photos.get(sha256)

  return {
    async noteUpload({ tenantId, sha256, personId, at }: Upload) {
      for (let photo = find({ tenantId, sha256 }); photo?.release; photo = find({ tenantId, sha256 }))
        await photo.release
      const tenant = tenants.get(tenantId) ?? createTenant()
      tenants.set(tenantId, tenant)
      const photo: MemoryPhoto = tenant.photos.get(sha256) ?? { uploads: new Map(), freeSince: at }
      if (photo.freeSince !== undefined) photo.freeSince = at
      photo.uploads.set(personId, at)
      tenant.photos.set(sha256, photo)
    },
    uploadedAt: async (photo, personId) => find(photo)?.uploads.get(personId),
    photosOf: async ({ tenantId, ticketId }: TicketRef) =>
      [...(tenants.get(tenantId)?.tickets.get(ticketId)?.photos ?? [])].toSorted(),
    async unneededPhotos({ before, limit, after }) {
      return [...tenants]
        .flatMap(([tenantId, { photos }]) =>
          [...photos].filter(([, it]) => isFree(it, before)).map(([sha256]) => ({ tenantId, sha256 })),
        )
        .filter((it) => after === undefined || comparePhotos(it, after) > 0)
        .toSorted(comparePhotos)
        .slice(0, limit)
    },
    async releasePhoto(name, { before = atOnce }, remove) {
      const photo = find(name)
      if (!photo || photo.release || !isFree(photo, before)) return false
      const removing = remove()
      photo.release = removing.catch(() => {})
      try {
        await removing
        tenants.get(name.tenantId)?.photos.delete(name.sha256)
        return true
      } finally {
        delete photo.release
      }
    },
  }
}

const isFree = ({ freeSince }: MemoryPhoto, before: Instant) => freeSince !== undefined && freeSince <= before

const comparePhotos = (a: PhotoName, b: PhotoName) =>
  compare(a.tenantId, b.tenantId) || compare(a.sha256, b.sha256)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
