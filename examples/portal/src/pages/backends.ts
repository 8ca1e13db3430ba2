/** The same form, list and card on one backend after the other, switched without loading the page anew. */
import type { TicketGateway } from '@chuishao/core/service'
import { WhistleProvider } from '@chuishao/elements'
import type { Backend } from './backends/backend.ts'
import { chengguanPortal, ruoyiPortal } from './backends/existing-portals.ts'
import { inThisPage } from './backends/in-this-page.ts'
import { lacksOf } from './backends/lacks.ts'
import { open311 } from './backends/open311.ts'
import { demoPeople, offline, overHttp } from './backends/this-portal.ts'
import { byId, make } from './elements.ts'
import { onLanguage, say } from './language.ts'
import { startPage } from './start-page.ts'
import { leaveTicket, namesTicket } from './ticket-address.ts'
import { showWhistlePage } from './whistle-page.ts'

startPage(({ identity, identities, gateway }) => {
  const people = demoPeople(identities)
  const http = overHttp(people)
  const sameCity = () => http.open(identity.id)
  showWhistlePage()
  showBackends([
    http,
    offline(identity, gateway),
    inThisPage(people, identities, sameCity),
    ruoyiPortal(),
    chengguanPortal(),
    open311(identities, sameCity),
  ])
})

function showBackends(backends: [Backend, ...Backend[]]): void {
  const box = byId('backends', HTMLDivElement)
  const about = byId('backend-about', HTMLElement)
  const personSelect = byId('backend-person', HTMLSelectElement)
  const lacks = byId('backend-lacks', HTMLUListElement)
  const provider = byId('provider', WhistleProvider)

  const asked = new URL(location.href).searchParams.get('backend')
  let chosen = backends.find(({ id }) => id === asked) ?? backends[0]
  let shown: TicketGateway | undefined
  let failed = false
  const acting = new Map<Backend, string>()
  const opened = new Map<string, Promise<TicketGateway>>()

  const inputs = backends.map((backend) => {
    const input = make('input', { type: 'radio', name: 'backend', value: backend.id })
    input.checked = backend === chosen
    input.addEventListener('change', () => void choose(backend))
    const text = make('span')
    box.append(make('label', { class: 'backend' }, input, text))
    return { backend, text }
  })
  personSelect.addEventListener('change', () => {
    acting.set(chosen, personSelect.value)
    void choose(chosen)
  })
  onLanguage(draw)
  void choose(chosen)

  async function choose(backend: Backend): Promise<void> {
    chosen = backend
    const personId = acting.get(backend) ?? backend.people[0]?.id ?? ''
    const key = `${backend.id} ${personId}`
    // A ticket of the one backend means nothing to the other.
    if (shown && namesTicket()) leaveTicket()
    provider.gateway = null
    shown = undefined
    failed = false
    draw()
    const opening = opened.get(key) ?? backend.open(personId)
    opened.set(key, opening)
    try {
      const gateway = await opening
      if (backend !== chosen || personId !== personSelect.value) return
      shown = gateway
      provider.gateway = gateway
    } catch {
      opened.delete(key)
      failed = backend === chosen
    }
    draw()
    const url = new URL(location.href)
    url.searchParams.set('backend', backend.id)
    history.replaceState(history.state, '', url)
  }

  function draw(): void {
    for (const { backend, text } of inputs) text.textContent = say(backend.name)
    about.textContent = failed
      ? say({
          zh: '这个后端暂时连不上，请再选一次。',
          en: 'This backend does not answer. Choose it once more.',
        })
      : say(chosen.about)
    document.body.dataset['backend'] = shown ? chosen.id : ''
    personSelect.replaceChildren(
      ...chosen.people.map(({ id, name }) => make('option', { value: id, text: say(name) })),
    )
    personSelect.value = acting.get(chosen) ?? chosen.people[0]?.id ?? ''
    const sentences = shown ? lacksOf(shown.capabilities) : []
    lacks.replaceChildren(
      ...(sentences.length > 0 ? sentences : [{ zh: '什么都不缺。', en: 'Nothing.' }]).map((it) =>
        make('li', { text: say(it) }),
      ),
    )
  }
}
