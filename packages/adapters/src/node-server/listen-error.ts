/** Why a server cannot listen, in words for whoever starts it. */
import type { Sentence } from '@chuishao/core/ticket'

export type ListenErrorCode = 'portTaken' | 'portForbidden' | 'addressUnknown'

export class ListenError extends Error {
  override readonly name = 'ListenError'
  readonly code: ListenErrorCode
  readonly sentence: Sentence

  constructor(code: ListenErrorCode, sentence: Sentence, cause: Error) {
    super(sentence.en, { cause })
    this.code = code
    this.sentence = sentence
  }
}

/** The error of a socket as a {@link ListenError}; any other one as it is. */
export function listenError(error: Error, host: string, port: number): Error {
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new ListenError(
        'portTaken',
        {
          zh: `${host} 的端口 ${port} 已被占用。请停止占用它的程序，或换一个端口。`,
          en: `Port ${port} on ${host} is already in use. Stop what uses it, or choose another one.`,
        },
        error,
      )
    case 'EACCES':
      return new ListenError(
        'portForbidden',
        {
          zh: `无权使用 ${host} 的端口 ${port}。请选择 1024 及以上的端口。`,
          en: `Port ${port} on ${host} is not ours to use. Choose one from 1024 up.`,
        },
        error,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(
        'addressUnknown',
        {
          zh: `本机没有地址 ${host}，无法监听。`,
          en: `This machine has no address ${host} to listen on.`,
        },
        error,
      )
    default:
      return error
  }
}
