/** The databases and the directory of photos of the configuration, as backups take them. */
import type { DatabasePlace } from '@chuishao/adapters/backup'
import type { ServiceConfig } from '../config/service-config.ts'

export const placesOf = ({ databases }: ServiceConfig): DatabasePlace[] =>
  databases.map(({ url, directory = '' }) => (url === undefined ? { directory } : { url }))

/** Nothing where photos are in object storage, which is backed up by itself. */
export const photosOf = ({ attachments: { directory } }: ServiceConfig): { photos?: string } =>
  directory === undefined ? {} : { photos: directory }
