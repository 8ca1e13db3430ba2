export { InvalidAppendError } from '../store/append-request.ts'
export { InvalidCursorError } from '../store/cursor.ts'
export * from './memory-attachments.ts'
export * from './memory-store.ts'
