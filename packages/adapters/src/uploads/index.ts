export * from './run-upload-collection.ts'
