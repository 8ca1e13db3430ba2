/** The case that governs a common issue as one class: from the cluster to a mechanism that is held to its target. */
export * from './commands.ts'
export * from './decide-common-issue.ts'
export * from './issue.ts'
export * from './monitor.ts'
