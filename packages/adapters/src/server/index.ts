export * from './accept-photo.ts'
export * from './auth.ts'
export * from './create-ticket-handler.ts'
export { openApiDocument } from './openapi.ts'
