/** Sends a photo. Where progress is asked for and the browser can tell it (XMLHttpRequest), it is told. */
import type { TicketGateway } from '@chuishao/core/service'
import { AttachmentRef } from '@chuishao/core/ticket'
import { abortError } from './answer-in-time.ts'
import { parse, type Connection } from './connection.ts'
import { failureOf, offlineError, readProblem } from './failures.ts'

type UploadOptions = NonNullable<Parameters<TicketGateway['upload']>[1]>

const path = '/attachments'

/** As slow as a service bears it by default: one that is told to bear less ends it itself. */
const slowestBytesPerMs = 1

export const sendPhoto = async (
  connection: Connection,
  photo: Blob,
  { signal, onProgress }: UploadOptions,
  withProgress: boolean,
): Promise<AttachmentRef> => {
  const { status, text, headers } =
    onProgress !== undefined && withProgress
      ? await sendByXhr(connection, photo, onProgress, signal)
      : await sendByFetch(connection, photo, signal)
  if (status !== 201) throw failureOf(status, readProblem(text))
  const ref = parse(AttachmentRef, text, headers)
  onProgress?.(1)
  return ref
}

interface Answer {
  status: number
  text: string
  headers: Pick<Headers, 'get'>
}

const sendByFetch = async (
  connection: Connection,
  photo: Blob,
  signal: AbortSignal | undefined,
): Promise<Answer> => {
  const response = await connection.send(path, {
    method: 'POST',
    headers: { 'Content-Type': photo.type },
    body: photo,
    moreMs: photo.size / slowestBytesPerMs,
    ...(signal === undefined ? {} : { signal }),
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const sendByXhr = async (
  connection: Connection,
  photo: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal | undefined,
): Promise<Answer> => {
  const headers = await connection.headers()
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal))
    const xhr = new XMLHttpRequest()
    const abort = () => xhr.abort()
    signal?.addEventListener('abort', abort)
    xhr.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? (loaded / total) * 0.99 : 0)
    xhr.onload = () =>
      resolve({
        status: xhr.status,
        text: xhr.responseText,
        headers: { get: (name) => xhr.getResponseHeader(name) },
      })
    xhr.onerror = () => reject(offlineError(new Error('The upload broke off.')))
    xhr.onabort = () => reject(signal === undefined ? offlineError(undefined) : abortError(signal))
    xhr.onloadend = () => signal?.removeEventListener('abort', abort)
    xhr.open('POST', connection.url(path))
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
    xhr.setRequestHeader('Content-Type', photo.type)
    xhr.send(photo)
  })
}
