/** Signing out where something waits on this device: the person decides what becomes of it. */
import type { OfflineGateway } from '@chuishao/adapters/offline'
import { make } from './elements.ts'
import { say, type Bilingual } from './language.ts'

type Choice = 'send' | 'keep' | 'discard' | 'stay'

/** How long somebody watches it being sent before they are asked again; and how soon where the service does not answer. */
const sendingMs = 15_000
const pausedMs = 4000
const lookEveryMs = 300

/** False where the person stays signed in after all. */
export async function signOut(gateway: OfflineGateway, name: string): Promise<boolean> {
  if ((await hasBegun(gateway)) && !(await mayLose(name))) return false
  let hasTried = false
  for (;;) {
    const ended = await gateway.signOut()
    if (ended.ok) return true
    const choice = await ask(name, ended.waiting, hasTried)
    if (choice === 'stay') return false
    if (choice === 'send') await sendAll(gateway)
    else return (await gateway.signOut({ waiting: choice })).ok
    hasTried = true
  }
}

/** A whistle that is half filled in is kept until its person signs out. */
async function hasBegun({ outbox }: OfflineGateway): Promise<boolean> {
  const kept = await Promise.all(['answers', 'photos'].map((it) => outbox.kept(it).catch(() => undefined)))
  return kept.some((it) => it !== undefined)
}

const mayLose = (name: string): Promise<boolean> =>
  question(
    texts.begun(name),
    texts.begunNote,
    [
      [texts.stay, false, 'primary'],
      [texts.discardBegun, true, 'danger'],
    ],
    false,
  )

/** Until nothing waits any more that could go by itself. */
async function sendAll({ outbox }: OfflineGateway): Promise<void> {
  const dialog = open(make('p', { id: 'ask-title', text: say(texts.sending), role: 'status' }))
  dialog.addEventListener('cancel', (event) => event.preventDefault())
  const begin = performance.now()
  const spent = () => performance.now() - begin
  const isUnderWay = async () => {
    const { items, pause } = await outbox.read()
    return items.some(({ state }) => state !== 'needsYou') && !(pause && spent() > pausedMs)
  }
  try {
    await outbox.retry()
    while (spent() < sendingMs && (await isUnderWay()))
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  } finally {
    dialog.remove()
  }
}

async function ask(name: string, waiting: number, hasTried: boolean): Promise<Choice> {
  const choice = await question<Choice>(
    texts.title(name, waiting),
    hasTried ? texts.notAll : texts.note,
    [
      [texts.send, 'send', 'primary'],
      [texts.keep(name), 'keep'],
      [texts.discard, 'discard', 'danger'],
      [texts.stay, 'stay'],
    ],
    'stay',
  )
  if (choice !== 'discard') return choice
  const isSure = await question<boolean>(
    texts.sure(waiting),
    texts.lost,
    [
      [texts.discardSurely(waiting), true, 'danger'],
      [texts.stay, false],
    ],
    false,
  )
  return isSure ? 'discard' : 'stay'
}

type Answer<T> = [label: Bilingual, value: T, kind?: 'primary' | 'danger']

function question<T>(title: Bilingual, note: Bilingual, answers: Answer<T>[], onEscape: T): Promise<T> {
  return new Promise((resolve) => {
    const end = (value: T) => {
      dialog.remove()
      resolve(value)
    }
    const buttons = answers.map(([label, value, kind]) => {
      const button = make('button', { type: 'button', class: `button ${kind ?? ''}`, text: say(label) })
      button.addEventListener('click', () => end(value))
      return button
    })
    const dialog = open(
      make('h2', { id: 'ask-title', text: say(title) }),
      make('p', { text: say(note) }),
      make('div', { class: 'answers' }, ...buttons),
    )
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      end(onEscape)
    })
  })
}

function open(...content: Node[]): HTMLDialogElement {
  const dialog = make('dialog', { class: 'ask', 'aria-labelledby': 'ask-title' }, ...content)
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

const texts = {
  begun: (name: string) => ({
    zh: `${name} 有一份没填完的吹哨`,
    en: `${name} has begun a whistle and not sent it`,
  }),
  begunNote: {
    zh: '换人后，填好的内容和照片会从本机删除。',
    en: 'When somebody else takes over, what was filled in and its photos are deleted from this device.',
  },
  discardBegun: { zh: '删除并换人', en: 'Delete it and go on' },
  title: (name: string, waiting: number) => ({
    zh: `${name} 还有 ${waiting} 项没有送达`,
    en: `${waiting} of ${name}'s actions ${waiting === 1 ? 'has' : 'have'} not arrived`,
  }),
  note: {
    zh: '它们只保存在这台设备上。换人之前，请选择怎么办。',
    en: 'They are saved on this device alone. Decide what becomes of them before somebody else takes over.',
  },
  notAll: {
    zh: '仍有内容没能送达：可能连不上服务，或需要先处理。请再选择一次。',
    en: 'Some could not be sent: the service cannot be reached, or they need a decision first. Choose again.',
  },
  send: { zh: '先发送，再换人', en: 'Send them first' },
  sending: { zh: '正在发送…', en: 'Sending…' },
  keep: (name: string) => ({
    zh: `留在本机，等 ${name} 下次登录再发`,
    en: `Keep them here for ${name}'s next sign-in`,
  }),
  discard: { zh: '丢弃', en: 'Discard them' },
  stay: { zh: '先不换人', en: 'Not now' },
  sure: (waiting: number) => ({
    zh: `确定丢弃这 ${waiting} 项？`,
    en: waiting === 1 ? 'Discard it for good?' : `Discard all ${waiting} for good?`,
  }),
  lost: {
    zh: '内容和照片将从本机删除，不能恢复。',
    en: 'Texts and photos are deleted from this device and cannot be brought back.',
  },
  discardSurely: (waiting: number) => ({
    zh: `丢弃 ${waiting} 项`,
    en: `Discard ${waiting}`,
  }),
}
