import { expect } from 'chai'
import { render } from 'lit'
import { html } from 'lit/static-html.js'
import { define, tagOf } from './define.ts'

const makeClass = (tag: string, version: string) =>
  class extends HTMLElement {
    static readonly tag = tag
    static readonly version = version
  }

const warnings = async (act: () => void): Promise<string[]> => {
  const said: string[] = []
  const { warn } = console
  console.warn = (text: string) => said.push(text)
  act()
  console.warn = warn
  return said
}

describe('registering an element', () => {
  it('is silent when the same version is there already', async () => {
    define(makeClass('x-same', '1.0.0'))
    expect(await warnings(() => define(makeClass('x-same', '1.0.0')))).to.deep.equal([])
  })

  it('warns once, naming both, when another version is there already', async () => {
    const first = makeClass('x-other', '1.0.0')
    define(first)
    const said = await warnings(() => {
      define(makeClass('x-other', '2.0.0'))
      define(makeClass('x-other', '2.0.0'))
    })
    expect(said).to.have.length(1)
    expect(said[0]).to.include('1.0.0').and.to.include('2.0.0')
    expect(customElements.get('x-other')).to.equal(first)
  })

  it('gives one class two names', () => {
    const element = makeClass('x-first', '1.0.0')
    define(element)
    define(element, 'x-second')
    expect(document.createElement('x-second')).to.be.instanceOf(element)
  })

  it('writes a child under the name that it was registered by, and registers it where nobody did', () => {
    const renamed = makeClass('x-usual', '1.0.0')
    define(renamed, 'city-usual')
    const place = document.createElement('div')
    render(
      html`<${tagOf(renamed)}></${tagOf(renamed)}><${tagOf(makeClass('x-fresh', '1'))}></x-fresh>`,
      place,
    )
    expect([...place.children].map((it) => it.localName)).to.deep.equal(['city-usual', 'x-fresh'])
    expect(customElements.get('x-usual')).to.equal(undefined)
  })
})
