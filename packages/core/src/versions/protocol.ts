/**
 * The version of what travels between a client and a server. Each says its own in the header `Chuishao-Version`, so that
 * a page that was left open over an upgrade, or a server that was not upgraded, is told what is wrong and what to do.
 */
import type { Sentence } from '../ticket/index.ts'

/**
 * Raised where an older client or server would misread what travels, and for each new name in a command or an erasure: an
 * older server refuses names that it does not know, and by the version a client knows that it has only to wait for the
 * upgrade. 1 is what came before the header.
 */
export const protocolVersion = 2

/** The oldest client that this server still serves, and the oldest server that this client still reads. */
export const oldestProtocolVersion = 2

export const protocolHeader = 'Chuishao-Version'

/** What a header says; undefined where it is no version. */
export const readProtocolVersion = (header: string): number | undefined =>
  /^[1-9]\d{0,8}$/.test(header) ? Number(header) : undefined

export const clientTooOld: Sentence = {
  zh: '服务已更新，本页面的版本过旧。请刷新页面后再操作；已填写的内容请先复制保存。',
  en: 'The service is newer than this page. Reload the page, and copy what you have typed first.',
}

export const serverTooOld: Sentence = {
  zh: '服务的版本早于本页面，暂不能处理。请稍后再试，或联系管理员升级服务。',
  en: 'The service is older than this page and cannot do this yet. Try again later, or ask the operator to upgrade it.',
}
