/** The demo city's Open311 face. Its texts and places are invented, so they are published; a real city decides that. */
import { localGateway } from '@chuishao/adapters/local'
import { open311Face } from '@chuishao/adapters/open311-face'
import type { AcceptPhoto } from '@chuishao/adapters/server'
import type { TicketService } from '@chuishao/core/service'
import { identity } from './identities.ts'

export interface DemoOpen311Options {
  service: TicketService
  tenantId: string
  /** Encodes photos anew, without metadata, as those are that come in over HTTP. */
  acceptPhoto: AcceptPhoto
  onError: (error: unknown) => void
}

/** Everybody may have this key: there is nothing behind it but invented data. */
const demoKey = 'demo-key'

export function demoOpen311({ service, tenantId, acceptPhoto, onError }: DemoOpen311Options) {
  const as = (id: string) => {
    const actor = identity(id)?.actor
    if (!actor) throw new Error(`There is no demo identity ${id}`)
    return localGateway(service, { tenantId, actor }, { acceptPhoto })
  }
  return open311Face({
    reader: as('analyst'),
    reporterOf: (key) => (key === demoKey ? as('grid-qingshan') : undefined),
    publishes: ['description', 'place', 'result'],
    onError,
  })
}
