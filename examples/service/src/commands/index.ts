/** All commands, each in a file of its own, loaded when it is asked for. */
import type { ServiceCommand } from './command.ts'

export const commands: Record<string, () => Promise<ServiceCommand>> = {
  serve: async () => (await import('./serve.ts')).serve,
  config: async () => (await import('./config.ts')).config,
  audit: async () => (await import('./audit.ts')).audit,
  erase: async () => (await import('./erase.ts')).erase,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  'demo-issuer': async () => (await import('./demo-issuer.ts')).demoIssuer,
  webhooks: async () => (await import('./webhooks.ts')).webhooks,
  rollup: async () => (await import('./rollup.ts')).rollup,
  recalculate: async () => (await import('./recalculate.ts')).recalculate,
}
