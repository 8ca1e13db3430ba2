/** The smallest gateway for tests of one element: what a test does not give fails loudly. */
import type { TicketGateway } from '@chuishao/core/service'

export function tinyGateway(parts: Partial<TicketGateway>): TicketGateway {
  const missing = (name: string) => () => {
    throw new Error(`this test gave no ${name}`)
  }
  return {
    capabilities: { upload: true, subscribe: true, history: true, figures: true },
    whoAmI: missing('whoAmI'),
    city: missing('city'),
    preview: missing('preview'),
    execute: missing('execute'),
    get: missing('get'),
    history: missing('history'),
    query: missing('query'),
    subscribe: missing('subscribe'),
    upload: missing('upload'),
    download: missing('download'),
    figures: missing('figures'),
    ...parts,
  }
}
