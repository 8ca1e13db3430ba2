/** What every page does first: texts, switches, identity; then the page's own part runs. */
import type { TicketGateway } from '@chuishao/core/service'
import '@chuishao/elements/all'
import { WhistleProvider } from '@chuishao/elements'
import { byId, make } from './elements.ts'
import { showIdentity } from './identity-menu.ts'
import { applyTexts, say } from './language.ts'
import { showPreferences } from './preferences-bar.ts'
import { currentIdentity, gatewayFor, loadIdentities, type DemoIdentity } from './session.ts'

export interface Started {
  identity: DemoIdentity
  identities: DemoIdentity[]
  gateway: TicketGateway
}

/** Runs `show` once it is known who acts; where the portal does not answer, the page says so instead. */
export function startPage(show: (started: Started) => void): void {
  void open().then((started) => started && show(started))
}

async function open(): Promise<Started | undefined> {
  void navigator.serviceWorker?.register('/service-worker.js').catch(() => {})
  applyTexts()
  showPreferences()
  showWhereWeAre()
  let identities: DemoIdentity[]
  try {
    identities = await loadIdentities()
  } catch {
    showFailure()
    return undefined
  }
  const identity = currentIdentity(identities)
  const gateway = gatewayFor(identity)
  showIdentity(identities, identity, gateway)
  const provider = document.querySelector('whistle-provider')
  if (provider instanceof WhistleProvider) provider.gateway = gateway
  return { identity, identities, gateway }
}

function showFailure(): void {
  const again = make('button', {
    type: 'button',
    class: 'button small',
    text: say({ zh: '重试', en: 'Try again' }),
  })
  again.addEventListener('click', () => location.reload())
  const hint = byId('hint', HTMLDivElement)
  hint.replaceChildren(
    make('span', {
      text: say({ zh: '服务暂时连不上，请稍后重试。', en: 'The portal does not answer. Try again later.' }),
    }),
    again,
  )
  hint.hidden = false
}

/** On a phone the page's own name may lie beyond the edge of the navigation. */
function showWhereWeAre(): void {
  const nav = document.querySelector<HTMLElement>('.site-nav')
  const here = nav?.querySelector<HTMLElement>('[aria-current]')
  if (nav && here) nav.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - nav.clientWidth / 2
}
