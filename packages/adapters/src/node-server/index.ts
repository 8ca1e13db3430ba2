/** Runs a handler on Node's HTTP server, from a taken port to the last answer. Needs `@hono/node-server`. */
export * from './drain.ts'
export * from './listen.ts'
export { ListenError, type ListenErrorCode } from './listen-error.ts'
export * from './stop-signal.ts'
