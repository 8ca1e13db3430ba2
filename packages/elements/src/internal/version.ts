/** Which release this code belongs to; the build writes the number in, so that two copies on one page can be told apart. */
declare const __CHUISHAO_VERSION__: string

export const version = typeof __CHUISHAO_VERSION__ === 'undefined' ? 'source' : __CHUISHAO_VERSION__
