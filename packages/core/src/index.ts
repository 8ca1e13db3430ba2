/** Everything of the core in one import; each folder also has a subpath of its own. */
export * from './insight/index.ts'
export * from './lifecycle/index.ts'
export * from './matters/index.ts'
export * from './privacy/index.ts'
export * from './service/index.ts'
export * from './ticket/index.ts'
export * from './time/index.ts'
export * from './versions/index.ts'
