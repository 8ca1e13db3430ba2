import type { TicketGateway } from '@chuishao/core/service'
import { expect } from 'chai'
import { html, LitElement, render } from 'lit'
import { configure, WhistleProvider } from '../../index.ts'
import { mount, until } from '../../test/mount.ts'
import { tinyGateway } from '../../test/tiny-gateway.ts'
import { define } from '../define.ts'
import { GatewayController } from './gateway-controller.ts'

class Asker extends LitElement {
  static override properties = { gateway: { attribute: false } }
  declare gateway: TicketGateway | null | undefined
  backend = new GatewayController(this)
}
customElements.define('test-asker', Asker)
WhistleProvider.define()

const asker = (place: ParentNode): Asker => {
  const element = place.querySelector('test-asker')
  if (!(element instanceof Asker)) throw new Error('no asker')
  return element
}
const [page, outer, inner, own] = [tinyGateway({}), tinyGateway({}), tinyGateway({}), tinyGateway({})]

describe('where a gateway comes from', () => {
  afterEach(() => configure({ gateway: undefined }))

  it('takes its own before the nearest provider before the page', async () => {
    const place = mount(
      html`<whistle-provider .gateway=${outer}>
        <whistle-provider .gateway=${inner}><test-asker .gateway=${own}></test-asker></whistle-provider>
      </whistle-provider>`,
    )
    configure({ gateway: page })
    const element = asker(place)
    await element.updateComplete
    expect(element.backend.gateway).to.equal(own)
    element.gateway = undefined
    await element.updateComplete
    expect(element.backend.gateway).to.equal(inner)
    const [first, second] = place.querySelectorAll('whistle-provider')
    if (second) second.gateway = undefined
    await until(() => element.backend.gateway === outer)
    if (first) first.gateway = undefined
    await until(() => element.backend.gateway === page)
  })

  it('does not mind when the page is configured last', async () => {
    const element = asker(mount(html`<test-asker></test-asker>`))
    await element.updateComplete
    expect(element.backend.gateway).to.equal(undefined)
    configure({ gateway: page })
    await until(() => element.backend.gateway === page)
  })

  it('does not mind when the provider is upgraded last', async () => {
    const place = mount(html`<late-provider .gateway=${inner}><test-asker></test-asker></late-provider>`)
    const element = asker(place)
    await element.updateComplete
    expect(element.backend.gateway).to.equal(undefined)
    define(WhistleProvider, 'late-provider')
    await until(() => element.backend.gateway === inner)
  })

  it('waits where the nearest provider says that there is none yet', async () => {
    configure({ gateway: page })
    const place = mount(html`<whistle-provider .gateway=${null}><test-asker></test-asker></whistle-provider>`)
    await asker(place).updateComplete
    expect(asker(place).backend.gateway).to.equal(undefined)
  })

  it('finds a provider out of a shadow root, and another one after moving', async () => {
    const place = mount(
      html`<whistle-provider .gateway=${outer}><div id="a"></div></whistle-provider>
        <whistle-provider .gateway=${inner}><div id="b"></div></whistle-provider>`,
    )
    const box = document.createElement('div')
    const root = box.attachShadow({ mode: 'closed' })
    render(html`<test-asker></test-asker>`, root)
    place.querySelector('#a')?.append(box)
    await until(() => asker(root).backend.gateway === outer)
    place.querySelector('#b')?.append(box)
    await until(() => asker(root).backend.gateway === inner)
  })
})
