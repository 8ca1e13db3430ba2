/** Which demo identity this tab acts as, and the gateway that speaks for it. */
import { httpGateway } from '@chuishao/adapters/http'
import { offlineGateway, type OfflineGateway } from '@chuishao/adapters/offline'
import { Actor } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { sharingFeed } from './shared-feed.ts'

const Sentence = z.object({ zh: z.string(), en: z.string() })
const DemoIdentity = z.object({ id: z.string(), actor: Actor, title: Sentence, desk: z.string() })
export type DemoIdentity = z.infer<typeof DemoIdentity>

const IdentitiesAnswer = z.object({ identities: z.array(DemoIdentity) })
const TokenAnswer = z.object({ token: z.string(), expiresAt: z.iso.datetime() })

const storageKey = 'portal-identity'
const renewBeforeMs = 60_000

/** Whose work lies on which page when nobody has chosen yet. */
const usual: Record<string, string> = {
  whistle: 'grid-qingshan',
  desk: 'xincheng-citymgmt',
  review: 'reviewer',
  dispatch: 'dispatcher',
  evaluate: 'secretary-qingshan',
  home: 'grid-qingshan',
  backends: 'grid-qingshan',
}

export const page = (): string => document.body.dataset['page'] ?? 'home'

export async function loadIdentities(): Promise<DemoIdentity[]> {
  const answer = await fetch('/demo/identities')
  return z.parse(IdentitiesAnswer, await answer.json()).identities
}

/** The identity of this tab: `?as=` first, then what the tab remembers, then the usual one of the page. */
export function currentIdentity(identities: DemoIdentity[]): DemoIdentity {
  const url = new URL(location.href)
  const asked = url.searchParams.get('as')
  const found =
    identities.find(({ id }) => id === asked) ??
    identities.find(({ id }) => id === remembered()) ??
    identities.find(({ id }) => id === usual[page()]) ??
    identities[0]
  if (!found) throw new Error('The portal has no demo identities')
  if (asked !== null) {
    url.searchParams.delete('as')
    history.replaceState(history.state, '', url)
    if (asked === found.id) chooseIdentity(found.id)
  }
  return found
}

/** Throws where the demo has nobody of this id. */
export function identityOf(identities: DemoIdentity[], id: string): DemoIdentity {
  const found = identities.find((it) => it.id === id)
  if (!found) throw new Error(`There is no demo identity ${id}`)
  return found
}

/** Who is usually at work on this page. */
export const usualIdentity = (identities: DemoIdentity[]) => identities.find(({ id }) => id === usual[page()])

export function chooseIdentity(id: string): void {
  try {
    sessionStorage.setItem(storageKey, id)
  } catch {
    return
  }
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** A gateway to this portal's service that works without a network, with tokens that renew themselves. */
export const gatewayFor = ({ id }: DemoIdentity): OfflineGateway =>
  offlineGateway(sharingFeed(httpGateway({ endpoint: '/api/v1', token: tokensFor(id) })), {
    database: 'portal',
    account: id,
  })

export function tokensFor(identity: string): () => Promise<string> {
  let current: Promise<{ token: string; expiresAt: number }> | undefined
  return async () => {
    const known = await current?.catch(() => undefined)
    if (known && known.expiresAt - Date.now() > renewBeforeMs) return known.token
    current = fetchToken(identity)
    return (await current).token
  }
}

async function fetchToken(identity: string) {
  const answer = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ identity }),
  })
  if (!answer.ok) throw new Error(`The demo issuer answered ${answer.status}`)
  const { token, expiresAt } = z.parse(TokenAnswer, await answer.json())
  return { token, expiresAt: Date.parse(expiresAt) }
}
