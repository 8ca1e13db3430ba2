/** The identity switcher in the header, and the hint on a page where somebody else usually works. */
import type { OfflineGateway } from '@chuishao/adapters/offline'
import type { Role } from '@chuishao/core/ticket'
import { byId, make } from './elements.ts'
import { onLanguage, say, type Bilingual } from './language.ts'
import { chooseIdentity, page, usualIdentity, type DemoIdentity } from './session.ts'
import { signOut } from './sign-out.ts'

interface Group {
  label: Bilingual
  roles: Role[]
}

/** Two columns on a desktop, one after the other on a phone. */
const columns: Group[][] = [
  [
    {
      label: { zh: '社区', en: 'Community' },
      roles: ['gridWorker', 'communitySecretary', 'buildingHead'],
    },
    { label: { zh: '街道', en: 'Street' }, roles: ['streetOfficer'] },
    {
      label: { zh: '指挥调度中心', en: 'Dispatch centre' },
      roles: ['returnReviewer', 'dispatcher', 'supervisor', 'analyst'],
    },
  ],
  [
    { label: { zh: '部门与企业', en: 'Departments and companies' }, roles: ['departmentHandler'] },
    { label: { zh: '居民', en: 'Residents' }, roles: ['citizen'] },
  ],
]

const addressOf = (desk: string) => `/${desk}.html`

const belongsHere = ({ desk, actor }: DemoIdentity): boolean => {
  const here = page()
  if (here === 'home' || here === 'backends' || desk === here) return true
  const isCommunity = actor.roles.some((role) => role === 'gridWorker' || role === 'communitySecretary')
  return isCommunity && (here === 'whistle' || here === 'evaluate')
}

/**
 * Switches, and goes to where the new person's work lies; an open ticket stays open. What waits to be sent is asked about,
 * unless the same person only signs in again.
 */
async function switchTo(
  identity: DemoIdentity,
  current: DemoIdentity,
  gateway: OfflineGateway,
): Promise<void> {
  if (identity.id === current.id) await gateway.signOut({ waiting: 'keep' })
  else if (!(await signOut(gateway, current.actor.name))) return
  chooseIdentity(identity.id)
  if (belongsHere(identity)) location.reload()
  else location.assign(addressOf(identity.desk) + location.hash)
}

export function showIdentity(
  identities: DemoIdentity[],
  current: DemoIdentity,
  gateway: OfflineGateway,
): void {
  const menu = byId('identity', HTMLDetailsElement)
  const box = byId('identity-groups', HTMLDivElement)
  byId('identity-avatar', HTMLSpanElement).textContent = [...current.actor.name][0] ?? ''
  byId('identity-name', HTMLSpanElement).textContent = current.actor.name
  document.body.dataset['identity'] = current.id

  onLanguage(() => {
    byId('identity-title', HTMLSpanElement).textContent = say(current.title)
    box.replaceChildren(
      ...columns.map((groups) =>
        make(
          'div',
          {},
          ...groups.map(({ label, roles }) => section(label, membersOf(roles), current, gateway)),
        ),
      ),
    )
    showHint(identities, current, gateway)
  })

  function membersOf(roles: Role[]) {
    return identities.filter(({ actor }) => actor.roles.some((role) => roles.includes(role)))
  }
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  })
  document.addEventListener('whistle-sign-in-needed', () => {
    // After the click that asked for it has closed what was open.
    window.setTimeout(() => {
      menu.open = true
      menu.querySelector<HTMLElement>('[aria-current]')?.focus()
    })
  })
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
}

function section(
  label: Bilingual,
  members: DemoIdentity[],
  current: DemoIdentity,
  gateway: OfflineGateway,
): HTMLElement {
  const buttons = members.map((identity) => {
    const button = make(
      'button',
      {
        type: 'button',
        'data-identity': identity.id,
        ...(identity.id === current.id && { 'aria-current': 'true' }),
      },
      make('span', { class: 'avatar', 'aria-hidden': 'true', text: [...identity.actor.name][0] ?? '' }),
      make('b', { text: identity.actor.name }),
      make('span', { text: say(identity.title) }),
    )
    button.addEventListener('click', () => void switchTo(identity, current, gateway))
    return button
  })
  return make('section', {}, make('h2', { text: say(label) }), ...buttons)
}

function showHint(identities: DemoIdentity[], current: DemoIdentity, gateway: OfflineGateway): void {
  const hint = byId('hint', HTMLDivElement)
  const usual = usualIdentity(identities)
  hint.hidden = belongsHere(current) || usual === undefined
  if (hint.hidden || usual === undefined) return
  const button = make('button', {
    type: 'button',
    class: 'button small',
    text: say({
      zh: `切换为 ${usual.actor.name}（${usual.title.zh}）`,
      en: `Become ${usual.actor.name} (${usual.title.en})`,
    }),
  })
  button.addEventListener('click', () => void switchTo(usual, current, gateway))
  const text = say({
    zh: `您现在是 ${current.actor.name}（${current.title.zh}），通常不在本页办理。`,
    en: `You are ${current.actor.name} (${current.title.en}), whose work is not on this page.`,
  })
  hint.replaceChildren(make('span', { text }), button)
}
