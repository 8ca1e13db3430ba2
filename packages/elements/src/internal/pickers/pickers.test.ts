import { testCityData } from '@chuishao/core/testing'
import type { Matter, Unit } from '@chuishao/core/ticket'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html, type TemplateResult } from 'lit'
import { violations } from '../../test/axe.ts'
import { mount, until } from '../../test/mount.ts'
import { WhistleElement } from '../whistle-element.ts'
import { MatterPicker } from './matter-picker.ts'
import { UnitPicker } from './unit-picker.ts'

const manhole = testCityData.matters[0]
const matter = (code: string, name: string, category: string, synonyms: string[] = []): Matter => {
  if (!manhole) throw new Error('no matter')
  return { ...manhole, code, name, category, synonyms }
}
const matters = [
  matter('A1', '井盖缺失、破损', '照明与井盖', ['窨井盖没了']),
  matter('A2', '路灯不亮', '照明与井盖', ['灯坏了']),
  matter('B1', '占道经营', '市容环境', ['摆摊']),
  matter('B2', '乱贴小广告', '市容环境'),
  matter('C1', '垃圾堆积', '环境卫生'),
  matter('C2', '公厕脏污', '环境卫生'),
  matter('D1', '暖气不热', '供热'),
  matter('D2', '供热管道漏水', '供热'),
  matter('E1', '电梯故障', '物业服务'),
]

const unit = (id: string, name: string): Unit => ({ id, name, type: 'cityDepartment', regionCode: '150100' })
const shortened = [
  ...testCityData.units,
  unit('management', '市城市管理综合执法局'),
  unit('housing', '市住房和城乡建设局'),
  unit('security', '市公安局'),
  unit('power', '供电公司'),
]

class PickerHost extends WhistleElement {
  static override readonly tag: string = 'picker-host'
  chosen: (string | undefined)[] = []
  said: string[] = []
  picker = new MatterPicker(this, {
    matters: () => matters,
    recent: () => ['D1'],
    onChange: (code) => this.chosen.push(code),
    announce: (text) => this.said.push(text),
  })
  units = new UnitPicker(this, {
    // A new array at every call, as the command dialog makes it.
    units: () => [...shortened],
    onChange: (unitId) => this.chosen.push(unitId),
  })

  protected override render(): TemplateResult {
    const look = { required: true, disabled: false }
    return html`${this.picker.render({ ...look, label: '事项' })}
    ${this.units.render({ ...look, label: '单位' })}`
  }
}
PickerHost.define()

async function host(): Promise<PickerHost> {
  const element = mount(html`<picker-host></picker-host>`).firstElementChild
  if (!(element instanceof PickerHost)) throw new Error('no host')
  await element.updateComplete
  return element
}

const all = (element: PickerHost, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
]
const input = (element: PickerHost, id = 'matter') => {
  const found = element.shadowRoot?.querySelector<HTMLInputElement>(`#${id}`)
  if (!found) throw new Error(`no #${id}`)
  return found
}
const options = (element: PickerHost) =>
  all(element, '[role=option] > span').map(({ textContent }) => textContent?.trim())
const type = async (text: string) => sendKeys({ type: text })
const press = async (key: string) => sendKeys({ press: key })

describe('the matter picker', () => {
  it('finds by pinyin initials, marks what was found, and takes the best hit on Enter', async () => {
    const element = await host()
    input(element).focus()
    await type('jgqs')
    await until(() => options(element).includes('井盖缺失、破损'))
    expect(all(element, 'mark').map(({ textContent }) => textContent)).to.deep.equal(['井盖缺失'])
    expect(element.said[element.said.length - 1]).to.match(/^找到/)
    await press('Enter')
    expect(element.picker.value).to.equal('A1')
    expect(element.chosen).to.deep.equal(['A1'])
    await element.updateComplete
    expect(input(element).value).to.equal('井盖缺失、破损')
    expect(input(element).getAttribute('aria-expanded')).to.equal('false')
  })

  it('finds by everyday words and shows which', async () => {
    const element = await host()
    input(element).focus()
    input(element).value = '摆摊'
    input(element).dispatchEvent(new InputEvent('input'))
    await until(() => options(element).length === 1)
    expect(all(element, '[role=option]')[0]?.textContent).to.contain('占道经营').and.contain('摆摊')
  })

  it('is walked with the arrow keys, and says where one is', async () => {
    const element = await host()
    input(element).focus()
    await press('ArrowDown')
    await element.updateComplete
    expect(options(element)).to.deep.equal(['暖气不热'])
    expect(input(element).getAttribute('aria-activedescendant')).to.equal('matter-0')
    expect(all(element, '[aria-selected=true]')).to.have.length(1)
    await press('Enter')
    expect(element.picker.value).to.equal('D1')
  })

  it('gives up on Escape, and goes back to what was chosen when it is left', async () => {
    const element = await host()
    element.picker.value = 'A2'
    await element.updateComplete
    input(element).focus()
    await type('xyz')
    await element.updateComplete
    expect(all(element, '.combo-nothing')[0]?.textContent).to.contain('清单')
    await press('Escape')
    await element.updateComplete
    expect(input(element).value).to.equal('路灯不亮')
    await type('xyz')
    input(element).blur()
    await until(() => input(element).value === '路灯不亮')
    expect(element.picker.value).to.equal('A2')
    expect(element.chosen).to.deep.equal([])
  })

  it('is browsed by category without a keyboard rising on a phone', async () => {
    const element = await host()
    all(element, '[data-browse]')[0]?.click()
    await until(() => element.shadowRoot?.activeElement?.matches('.combo-pill'))
    expect(
      all(element, '.combo-above .combo-pill').map(({ textContent }) => textContent?.trim()),
    ).to.deep.equal(['照明与井盖', '市容环境', '环境卫生', '供热', '物业服务'])
    all(element, '.combo-above .combo-pill')[3]?.click()
    await until(() => options(element).length === 2)
    expect(options(element)).to.deep.equal(['暖气不热', '供热管道漏水'])
    expect(await violations(element)).to.deep.equal([])
    all(element, '[role=option]')[1]?.click()
    expect(element.picker.value).to.equal('D2')
  })

  it('is cleared', async () => {
    const element = await host()
    element.picker.value = 'A1'
    await element.updateComplete
    all(element, '.combo-clear')[0]?.click()
    expect(element.chosen).to.deep.equal([undefined])
    expect(element.picker.value).to.equal(undefined)
  })

  it('leaves keys to an input method that is at work', async () => {
    const element = await host()
    input(element).focus()
    await type('jing')
    await element.updateComplete
    const enter = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, cancelable: true })
    input(element).dispatchEvent(enter)
    expect(enter.defaultPrevented).to.equal(false)
    expect(element.picker.value).to.equal(undefined)
  })
})

describe('the unit picker', () => {
  it('finds a unit by a part of its name', async () => {
    const element = await host()
    input(element, 'unit').focus()
    await type('wat')
    await press('Enter')
    expect(element.units.value).to.equal('water')
    await element.updateComplete
    expect(await violations(element)).to.deep.equal([])
  })

  for (const [typed, name] of [
    ['住建', '市住房和城乡建设局'],
    ['城管', '市城市管理综合执法局'],
    ['gongan', '市公安局'],
    ['gd', '供电公司'],
  ] as const) {
    it(`finds ${name} by ${typed}, as people call it`, async () => {
      const element = await host()
      input(element, 'unit').focus()
      input(element, 'unit').value = typed
      input(element, 'unit').dispatchEvent(new InputEvent('input'))
      await until(() => options(element)[0] === name)
      expect(all(element, 'mark').length).to.be.greaterThan(0)
      await press('Enter')
      expect(shortened.find(({ id }) => id === element.units.value)?.name).to.equal(name)
    })
  }
})
