/** Where photos lie while they come, before they are stored. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AttachmentsConfig } from './attachments-config.ts'
import { unfinishedFolder } from './unfinished.ts'

/** Among the system's temporary files, named after this user, because others have files there too. */
export const ownUploadDirectory = (): string =>
  join(tmpdir(), `chuishao-uploads-${process.getuid?.() ?? 'own'}`)

/** What the configuration says, or a folder on the disk of the photos, or among the system's temporary files. */
export const uploadDirectoryOf = ({ directory, uploadDirectory }: AttachmentsConfig): string =>
  uploadDirectory ?? (directory === undefined ? ownUploadDirectory() : unfinishedFolder(directory))
