import { people } from '@chuishao/core/testing'
import { expect } from 'chai'
import { html, type TemplateResult } from 'lit'
import { createBackend, photo } from '../../test/backend.ts'
import { mount, until } from '../../test/mount.ts'
import { dialogs } from '../styles/dialogs.ts'
import { WhistleElement } from '../whistle-element.ts'
import { PhotoField } from './photo-field.ts'
import { PhotoError, shrinkPhoto } from './shrink-photo.ts'

class PhotoHost extends WhistleElement {
  static override readonly tag: string = 'photo-field-host'
  static override styles = [dialogs]
  said: string[] = []
  field = new PhotoField(this, { max: 3, announce: (text) => this.said.push(text) })

  protected override render(): TemplateResult {
    return html`<div @paste=${this.field.onPaste}>
      ${this.field.render({ label: '照片', required: true, disabled: false })}
    </div>`
  }
}
PhotoHost.define()

async function host(): Promise<PhotoHost> {
  const element = mount(html`<photo-field-host></photo-field-host>`).firstElementChild
  if (!(element instanceof PhotoHost)) throw new Error('no host')
  await element.updateComplete
  return element
}

const all = (element: PhotoHost, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
]
const asFile = (blob: Blob, name = 'photo.jpg') => new File([blob], name, { type: blob.type })
const transferOf = (...files: File[]) => {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer
}
const latin = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer())

/** A JPEG as a phone writes it: with an EXIF segment that tells the place and the owner. */
async function photoWithPlace(): Promise<File> {
  const jpeg = new Uint8Array(await (await photo()).arrayBuffer())
  const text = (value: string) => [...value].map((char) => char.charCodeAt(0))
  const big = (value: number, size: 2 | 4) =>
    Array.from({ length: size }, (_, at) => (value >>> (8 * (size - 1 - at))) & 255)
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    ...big(tag, 2),
    ...big(type, 2),
    ...big(count, 4),
    ...value,
  ]
  const rational = (...values: number[]) => values.flatMap((value) => [...big(value, 4), ...big(1, 4)])
  // IFD0 at 8 with owner (at 38) and a pointer to the GPS directory (at 50): latitude 40° 49′ 13″ north.
  const tiff = [
    ...text('MM'),
    ...big(42, 2),
    ...big(8, 4),
    ...big(2, 2),
    ...entry(0x013b, 2, 12, big(38, 4)),
    ...entry(0x8825, 4, 1, big(50, 4)),
    ...big(0, 4),
    ...text('SOMEBODY-42\0'),
    ...big(2, 2),
    ...entry(1, 2, 2, [...text('N\0'), 0, 0]),
    ...entry(2, 5, 3, big(80, 4)),
    ...big(0, 4),
    ...rational(40, 49, 13),
  ]
  const segment = [...text('Exif\0\0'), ...tiff]
  const app1 = [0xff, 0xe1, ...big(segment.length + 2, 2), ...segment]
  const bytes = new Uint8Array([...jpeg.subarray(0, 2), ...app1, ...jpeg.subarray(2)])
  return new File([bytes], 'IMG_0001.jpg', { type: 'image/jpeg' })
}

describe('photos', () => {
  it('leave the browser without place, owner or any other metadata', async () => {
    const original = await photoWithPlace()
    expect(await latin(original))
      .to.contain('Exif')
      .and.contain('SOMEBODY-42')
    const element = await host()
    const gateway = createBackend().as(people.gridWorker)
    await element.field.list.add([original])
    const [ref] = await element.field.list.upload(gateway)
    const stored = await latin(await gateway.download(ref?.sha256 ?? ''))
    expect(stored.startsWith('\xff\xd8\xff')).to.equal(true)
    expect(stored).not.to.contain('Exif')
    expect(stored).not.to.contain('SOMEBODY-42')
  })

  it('are made no longer than 1600 pixels, and never larger than they were', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 1000 })
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
    const large = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    const size = async (blob: Blob) => {
      const { width, height } = await createImageBitmap(blob)
      return [width, height]
    }
    expect(await size(await shrinkPhoto(large ?? new Blob()))).to.deep.equal([1600, 533])
    const small = await shrinkPhoto(await photo())
    expect(await size(small)).to.deep.equal([320, 240])
    expect(small.type).to.equal('image/jpeg')
  })

  it('say what is wrong with a file that is none', async () => {
    const flaw = (file: Blob) =>
      shrinkPhoto(file).then(
        () => 'none',
        (error: unknown) => (error instanceof PhotoError ? error.code : 'another'),
      )
    expect(await flaw(new File(['%PDF-1.7'], 'a.pdf', { type: 'application/pdf' }))).to.equal('notAnImage')
    expect(await flaw(new File(['no jpeg'], 'a.jpg', { type: 'image/jpeg' }))).to.equal('unreadable')

    const element = await host()
    await element.field.list.add([new File(['%PDF-1.7'], '说明.pdf', { type: 'application/pdf' })])
    await element.updateComplete
    expect(all(element, '.error')[0]?.textContent).to.contain('“说明.pdf”不是照片')
    expect(all(element, '.photo')).to.have.length(0)
  })

  it('are no more than the field takes', async () => {
    const element = await host()
    await element.field.list.add(await Promise.all([1, 2, 3, 4].map(async () => asFile(await photo()))))
    await element.updateComplete
    expect(all(element, '.photo')).to.have.length(3)
    expect(all(element, '.photo-add')).to.have.length(0)
    expect(all(element, '.error')[0]?.textContent).to.contain('最多 3 张')
  })

  it('are dropped and pasted', async () => {
    const element = await host()
    const field = all(element, '.photo-field')[0]
    const dropped = transferOf(asFile(await photo('#a33')))
    field?.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }))
    const pasted = transferOf(asFile(await photo('#33a')))
    field?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, composed: true, cancelable: true }),
    )
    await until(() => all(element, '.photo canvas').length === 2)
    expect(element.said[element.said.length - 1]).to.equal('已有 2 张照片')
  })

  it('are looked at in a dialog and removed, with the focus on what follows', async () => {
    const element = await host()
    await element.field.list.add([asFile(await photo()), asFile(await photo())])
    await element.updateComplete
    all(element, '.photo-view')[0]?.click()
    const dialog = all(element, 'dialog')[0]
    await until(() => dialog?.hasAttribute('open'))
    expect(dialog?.querySelector('canvas')?.width).to.equal(320)
    dialog?.querySelector<HTMLElement>('button')?.click()
    expect(dialog?.hasAttribute('open')).to.equal(false)

    all(element, '.photo-remove')[0]?.click()
    await until(() => all(element, '.photo').length === 1)
    await until(() => element.shadowRoot?.activeElement === all(element, '.photo-remove')[0])
    all(element, '.photo-remove')[0]?.click()
    await until(() => element.shadowRoot?.activeElement?.matches('.photo-add input'))
  })

  it('are uploaded once each, also where an upload breaks off', async () => {
    const element = await host()
    const inner = createBackend().as(people.gridWorker)
    let calls = 0
    const gateway = {
      ...inner,
      upload: async (...args: Parameters<typeof inner.upload>) => {
        calls += 1
        if (calls === 2) throw new TypeError('offline')
        return inner.upload(...args)
      },
    }
    await element.field.list.add([asFile(await photo('#a33')), asFile(await photo('#33a'))])
    const first = await element.field.list.upload(gateway).catch(() => 'broken off')
    expect(first).to.equal('broken off')
    expect(await element.field.list.upload(gateway)).to.have.length(2)
    expect(calls).to.equal(3)
  })

  it('are uploaded again where the backend has one no more, all but those that are only there', async () => {
    const element = await host()
    const gateway = createBackend().as(people.gridWorker)
    const { list } = element.field
    await list.add([asFile(await photo('#a33'))])
    const [ref] = await list.upload(gateway)
    list.photos = [...list.photos, { id: 99, ref: { ...ref!, sha256: 'a'.repeat(64) } }]
    list.forgetUploads()
    expect(list.photos.map((it) => it.ref?.sha256)).to.deep.equal([undefined, 'a'.repeat(64)])
    expect(await list.upload(gateway)).to.deep.equal([ref, list.photos[1]?.ref])
  })
})
