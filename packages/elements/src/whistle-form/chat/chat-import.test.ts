import { people, testCityData } from '@chuishao/core/testing'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html } from 'lit'
import { violations } from '../../test/axe.ts'
import { createBackend, photo, type Backend } from '../../test/backend.ts'
import { find, inside, looks, mount, until, type Look } from '../../test/mount.ts'
import '../whistle-form.define.ts'
import type { WhistleForm } from '../whistle-form.ts'

const chat = [
  '张三 2026-11-23 10:32:15',
  '锦绣花园3号楼2单元门口路灯不亮，昨晚八点开始的[捂脸]',
  '[图片]',
  '李四 2026-11-23 10:33:02',
  '收到',
  '王女士 2026-11-23 10:34:00',
  '可以联系我，电话13800000000',
].join('\n')

let backend: Backend
beforeEach(() => {
  sessionStorage.clear()
  backend = createBackend()
})
afterEach(() => setViewport({ width: 1280, height: 800 }))

async function connected(look?: Look): Promise<WhistleForm> {
  const gateway = backend.as(people.gridWorker)
  const form = find(mount(html`<whistle-form .gateway=${gateway}></whistle-form>`, look), 'whistle-form')
  await form.updateComplete
  await until(() => has(form, 'form'))
  return form
}

const has = (form: WhistleForm, selector: string) => Boolean(form.shadowRoot?.querySelector(selector))
const all = (form: WhistleForm, selector: string) => [
  ...(form.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
]
const words = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const text = (form: WhistleForm, selector: string) => words(all(form, selector)[0])
const value = (form: WhistleForm, selector: string) =>
  inside<HTMLInputElement | HTMLTextAreaElement>(form, selector).value
/** Without the mark, which is for the eye. */
const said = (choice: Element) => words(choice).replace(/^[✓+] /, '')
const taken = (form: WhistleForm) => all(form, '.chat-choice[aria-pressed=true]').map(said)
const offered = (form: WhistleForm) => all(form, '.chat-choice[aria-pressed=false]').map(said)
const panel = '.chat .chat-head'

async function carrying(said: string, photos = 0): Promise<DataTransfer> {
  const data = new DataTransfer()
  if (said) data.setData('text/plain', said)
  for (let n = 0; n < photos; n++)
    data.items.add(new File([await photo()], `IMG_${n}.jpg`, { type: 'image/jpeg' }))
  return data
}

async function paste(form: WhistleForm, said: string, { on = 'form', photos = 0 } = {}): Promise<boolean> {
  const clipboardData = await carrying(said, photos)
  const init = { clipboardData, bubbles: true, composed: true, cancelable: true }
  return inside(form, on).dispatchEvent(new ClipboardEvent('paste', init))
}

async function drop(form: WhistleForm, said: string, { on = 'form', photos = 0 } = {}): Promise<boolean> {
  const dataTransfer = await carrying(said, photos)
  const init = { dataTransfer, bubbles: true, composed: true, cancelable: true }
  const target = inside(form, on)
  const mayDrop = !target.dispatchEvent(new DragEvent('dragover', init))
  return mayDrop && !target.dispatchEvent(new DragEvent('drop', init))
}

function type(form: WhistleForm, selector: string, typed: string): void {
  const input = inside<HTMLInputElement>(form, selector)
  input.value = typed
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

describe('import from chat', () => {
  it('fills an empty form from a paste, and asks nothing twice', async () => {
    const form = await connected()
    expect(await paste(form, chat), 'the paste is taken').to.equal(false)
    await until(() => has(form, panel))
    expect(value(form, '#matter')).to.equal('路灯不亮')
    expect(value(form, '#address')).to.equal('锦绣花园3号楼2单元门口')
    expect(value(form, '#contact-phone')).to.equal('13800000000')
    const description = value(form, '#description')
    expect(description).to.match(/^锦绣花园3号楼2单元门口路灯不亮，昨晚八点开始的\n可以联系我\n发生时间：/)
    expect(description).to.contain('2026-11-22 20:00 至 2026-11-23 10:32')
    expect(description).not.to.match(/张三|李四|收到|捂脸|图片|13800000000/)
    await form.submit()
    await until(() => has(form, '.sent'))
  })

  it('shows each suggestion with the words that it came from, and has read out what it did', async () => {
    const form = await connected()
    await paste(form, chat)
    await until(() => has(form, panel))
    expect(taken(form)).to.deep.equal([
      '路灯不亮',
      '锦绣花园3号楼2单元门口',
      '2026-11-22 20:00 至 2026-11-23 10:32 “昨晚八点开始”',
      '13800000000',
    ])
    expect(text(form, '[role=status]')).to.contain('已从群聊填入')
    expect(form.shadowRoot?.activeElement?.id).to.equal('chat-title')
    expect(text(form, '.chat details')).to.contain('张三 2026-11-23 10:32:15').and.to.contain('[捂脸]')
  })

  it('undoes all of it with one press, and leaves what was typed since', async () => {
    const form = await connected()
    await paste(form, chat)
    await until(() => has(form, panel))
    type(form, '#address', '东街 12 号')
    await form.updateComplete
    inside(form, '.chat-head .button').click()
    await form.updateComplete
    expect(has(form, '.chat')).to.equal(false)
    expect(form.draft).to.deep.equal({
      location: { crs: 'cgcs2000', address: '东街 12 号', communityId: 'community-1' },
    })
  })

  it('never overwrites what somebody typed: it offers to', async () => {
    const form = await connected()
    type(form, '#address', '东街 12 号')
    type(form, '#description', '自己写的')
    await form.updateComplete
    inside(form, '.from-chat').click()
    await until(() => has(form, '#chat-text'))
    await paste(form, chat, { on: '#chat-text' })
    await until(() => has(form, panel))
    expect(value(form, '#address')).to.equal('东街 12 号')
    expect(value(form, '#description')).to.match(/^自己写的\n发生时间/)
    expect(value(form, '#matter')).to.equal('路灯不亮')
    expect(offered(form)).to.deep.equal(['锦绣花园3号楼2单元门口', '接在已填的说明后面'])
    for (const choice of all(form, '.chat-choice[aria-pressed=false]')) choice.click()
    await form.updateComplete
    expect(value(form, '#address')).to.equal('锦绣花园3号楼2单元门口')
    expect(value(form, '#description')).to.match(/^自己写的\n发生时间.*\n锦绣花园3号楼2单元门口路灯不亮/)
    inside(form, '.chat-head .button').click()
    await form.updateComplete
    expect(value(form, '#address')).to.equal('东街 12 号')
    expect(value(form, '#description')).to.equal('自己写的')
  })

  it('is accepted and changed with the keyboard', async () => {
    const form = await connected()
    await paste(form, '昨天8点，水管破裂，电话13800000000，13900000000')
    await until(() => has(form, panel))
    const choice = (label: string) => all(form, '.chat-choice').find((it) => said(it).startsWith(label))
    const press = async (label: string) => {
      for (let steps = 0; form.shadowRoot?.activeElement !== choice(label); steps++) {
        if (steps > 15) throw new Error(`no way to ${label}`)
        await sendKeys({ press: 'Tab' })
      }
      await sendKeys({ press: 'Space' })
      await form.updateComplete
    }
    expect(value(form, '#contact-phone'), 'of two numbers none is taken').to.equal('')
    await press(String(offered(form).find((it) => it.includes('20:00'))))
    expect(value(form, '#description')).to.match(/发生时间：\d{4}-\d\d-\d\d 20:00（“昨天8点”）$/)
    await press('13900000000')
    expect(value(form, '#contact-phone')).to.equal('13900000000')
    expect(value(form, '#description')).to.contain('13800000000').and.not.to.contain('13900000000')
    await press('13900000000')
    expect(value(form, '#contact-phone')).to.equal('')
    expect(value(form, '#description'), 'what leaves the contact is not lost').to.contain('13900000000')
  })

  it('takes photos from the clipboard and from a drag by the form’s own way', async () => {
    const form = await connected()
    await paste(form, '路灯不亮', { photos: 1 })
    await until(() => has(form, '.photo canvas'))
    expect(form.photos.length).to.equal(1)
    expect(text(form, '.chat-head')).to.contain('已加入 1 张照片')
    inside(form, '.chat-head .button').click()
    await form.updateComplete
    expect(has(form, '.photo'), 'undone with the rest').to.equal(false)

    sessionStorage.clear()
    const other = await connected()
    expect(await drop(other, '', { photos: 2 }), 'dropped').to.equal(true)
    await until(() => has(other, '.chat-note'))
    expect(text(other, '.chat-note')).to.equal('选好事项后，需要照片时会一并带上。')
    expect(other.photos, 'no matter that wants them yet').to.deep.equal([])
  })

  it('reads text that is dropped', async () => {
    const form = await connected()
    expect(await drop(form, '东街12号路灯不亮')).to.equal(true)
    await until(() => has(form, panel))
    expect(value(form, '#address')).to.equal('东街12号')
  })

  it('leaves a few words to the field that they are pasted into, and everything to a form that has been begun', async () => {
    const form = await connected()
    expect(await paste(form, '东街 12 号', { on: '#address' }), 'not taken').to.equal(true)
    type(form, '#address', '东街 12 号')
    expect(await paste(form, chat), 'not taken').to.equal(true)
    await form.updateComplete
    expect(has(form, '.chat')).to.equal(false)
  })

  it('says that there is more than one matter, and goes on with it after the first', async () => {
    const form = await connected()
    await paste(form, '锦绣花园：1、3号楼前路灯不亮 2、5号楼水管破裂，联系人王女士 13800000000')
    await until(() => has(form, panel))
    expect(text(form, '.chat-note')).to.contain('水管破裂')
    expect(form.draft).to.deep.include({ matterCode: 'lamp' })
    expect(form.draft.description).not.to.contain('水管')
    await form.submit()
    await until(() => has(form, '.sent'))
    inside(form, '.sent button').click()
    await until(() => has(form, panel))
    expect(form.draft).to.deep.include({
      matterCode: 'pipe',
      contact: { name: '王女士', phone: '13800000000' },
    })
  })

  it('on a phone asks for the text, and takes it typed or pasted', async () => {
    await setViewport({ width: 390, height: 844 })
    const form = await connected()
    inside(form, '.from-chat').click()
    await until(() => has(form, '#chat-text'))
    expect(form.shadowRoot?.activeElement?.id).to.equal('chat-text')
    expect(form.scrollWidth).to.be.at.most(390)
    inside(form, '.chat .button[data-kind=primary]').click()
    await until(() => text(form, '#chat-problem') !== '')
    type(form, '#chat-text', '路灯不亮')
    inside(form, '.chat .button[data-kind=primary]').click()
    await until(() => has(form, panel))
    expect(value(form, '#matter')).to.equal('路灯不亮')
    expect(form.scrollWidth).to.be.at.most(390)
  })

  it('fills in the community that is named, where the form asks for one', async () => {
    const { matters, units } = testCityData
    const form = find(
      mount(html`<whistle-form .matters=${matters} .units=${units}></whistle-form>`),
      'whistle-form',
    )
    await form.updateComplete
    await paste(form, '东街12号路灯不亮，community-2')
    await until(() => has(form, panel))
    expect(value(form, '#community')).to.equal('community-2')
    expect(form.draft.location).to.deep.include({ communityId: 'community-2', address: '东街12号' })
    inside(form, '.chat-head .button').click()
    await form.updateComplete
    expect(form.draft).to.deep.equal({})
  })

  it('says where a text names another community', async () => {
    const form = await connected()
    await paste(form, 'community-2 路灯不亮')
    await until(() => has(form, panel))
    expect(text(form, '.chat-note')).to.contain('community-2')
  })

  for (const look of looks) {
    it(`has nothing for axe to find (${look.lang}, ${look.theme})`, async () => {
      const form = await connected(look)
      inside(form, '.from-chat').click()
      await until(() => has(form, '#chat-text'))
      expect(await violations(form), 'asking').to.deep.equal([])
      await paste(form, `${chat}\n另外水管破裂`, { on: '#chat-text', photos: 1 })
      await until(() => has(form, panel))
      for (const more of all(form, 'details')) more.setAttribute('open', '')
      expect(await violations(form), 'read').to.deep.equal([])
    })
  }
})
