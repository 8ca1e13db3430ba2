/** The script for pages without a build: registers every element, and offers the rest as the global `chuishao`. */
import './all.ts'

export * from './define.ts'
export * from './index.ts'
