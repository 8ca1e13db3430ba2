/** What an S3-compatible storage answers, in the words of the port. */
import { AttachmentsUnavailableError, StorageFullError } from '@chuishao/core/service'

/** As MinIO, Ceph and other servers name a full disk or quota; they do not agree on the status. */
const fullCodes = new Set([
  'InsufficientStorage',
  'QuotaExceeded',
  'StorageFull',
  'XMinioAdminBucketQuotaExceeded',
  'XMinioStorageFull',
])

/** An answer that says "not now": the same request may succeed in a moment. */
export const isPassing = ({ status }: Response): boolean => [408, 429, 500, 502, 503, 504].includes(status)

/** The code of an error's XML; empty where there is no body, as to HEAD. */
export const codeOf = async (response: Response): Promise<string> =>
  /<Code>(\w+)<\/Code>/.exec(await response.text().catch(() => ''))?.[1] ?? ''

/** @param code of the answer's body */
export function faultOf({ status }: Response, code: string): Error {
  const said = `The storage of the photos answered ${status} ${code}`.trim()
  return status === 507 || fullCodes.has(code)
    ? new StorageFullError(said)
    : new AttachmentsUnavailableError(said)
}

export const unreachable = (cause: unknown): AttachmentsUnavailableError =>
  new AttachmentsUnavailableError('The storage of the photos cannot be reached.', { cause })
