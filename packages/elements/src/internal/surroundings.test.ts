import { emulateMedia } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html } from 'lit'
import { mount, until } from '../test/mount.ts'
import { WhistleElement } from './whistle-element.ts'

class Plain extends WhistleElement {
  static override readonly tag: string = 'test-plain'
  protected override render() {
    return html`<p>${this.locale}</p>`
  }
}
Plain.define()

const scheme = (element: Element) => getComputedStyle(element).getPropertyValue('color-scheme')
const plain = async (place: ParentNode): Promise<Plain> => {
  const element = place.querySelector('test-plain')
  if (!(element instanceof Plain)) throw new Error('no element')
  await element.updateComplete
  return element
}

describe('what an element takes from its surroundings', () => {
  afterEach(async () => {
    document.documentElement.removeAttribute('style')
    await emulateMedia({ colorScheme: 'light' })
  })

  it('speaks the nearest language, also out of a shadow root, and the source language for one it does not know', async () => {
    const place = mount(html`<div lang="en-US"><section></section></div>`)
    const box = document.createElement('div')
    const element = new Plain()
    box.attachShadow({ mode: 'open' }).append(element)
    place.querySelector('section')?.append(box)
    await element.updateComplete
    expect(element.locale).to.equal('en')
    box.lang = 'fr'
    await until(() => element.locale === 'zh-CN')
    box.lang = ''
    await until(() => element.locale === 'en')
  })

  it('is dark where an ancestor says so, and follows it', async () => {
    const place = mount(html`<test-plain></test-plain>`, { theme: 'dark' })
    const element = await plain(place)
    expect(scheme(element)).to.equal('dark')
    place.dataset['whistleTheme'] = 'light'
    await until(() => scheme(element) === 'light')
  })

  it('stays light on a page that knows only light, however the device is set', async () => {
    const place = mount(html`<test-plain></test-plain>`)
    delete place.dataset['whistleTheme']
    await emulateMedia({ colorScheme: 'dark' })
    expect(scheme(await plain(place))).to.equal('light')
  })

  it('follows the device on a page that knows both', async () => {
    const place = mount(html`<test-plain></test-plain>`)
    delete place.dataset['whistleTheme']
    const element = await plain(place)
    document.documentElement.style.setProperty('color-scheme', 'light dark')
    await until(() => element.shadowRoot?.adoptedStyleSheets.length === 2)
    expect(scheme(element)).to.equal('light')
    await emulateMedia({ colorScheme: 'dark' })
    expect(scheme(element)).to.equal('dark')
  })

  it('takes the tokens of the page', async () => {
    const place = mount(html`<test-plain></test-plain>`)
    place.style.setProperty('--whistle-text', 'rgb(1, 2, 3)')
    expect(getComputedStyle(await plain(place)).color).to.equal('rgb(1, 2, 3)')
  })
})
