/** Fills the whistle form as a grid worker does on a phone. */
import type { Person } from './person.ts'

export interface WhistleOptions {
  /** What is typed into the search; the first answer is taken. */
  matter: string
  description: string
  photo?: Buffer
  /** Typed where it is given, else the device's position is used. */
  address?: string
  contact?: { name: string; phone: string }
}

/** Whistles and answers the new ticket's id. */
export async function whistle(
  person: Pick<Person, 'page'>,
  { matter, description, photo, address, contact }: WhistleOptions,
) {
  const form = person.page.locator('whistle-form')
  await form.getByRole('combobox', { name: '什么事' }).pressSequentially(matter)
  await form.getByRole('listbox').getByRole('option').first().click()
  if (photo) {
    await form
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'street.jpg', mimeType: 'image/jpeg', buffer: photo })
    await form.getByRole('button', { name: '删除第 1 张照片' }).waitFor()
  }
  if (address === undefined) {
    await form.getByRole('button', { name: '定位当前位置' }).click()
    await form.getByText('误差约 12 米', { exact: true }).waitFor()
  } else await form.getByLabel('地址或位置说明').fill(address)
  await form.getByLabel('补充说明').fill(description)
  if (contact) {
    await form.locator('summary', { hasText: '居民联系方式' }).click()
    await form.getByLabel('姓名').fill(contact.name)
    await form.getByLabel('电话').fill(contact.phone)
  }
  const sent = person.page.waitForResponse((it) => it.url().endsWith('/commands'))
  await form.getByRole('button', { name: '吹哨', exact: true }).click()
  const response = await sent
  await form.getByRole('heading', { name: '哨已吹响' }).waitFor()
  const ticketId = /tickets\/([0-9a-f-]+)\/commands$/.exec(response.url())?.[1]
  if (ticketId === undefined) throw new Error(`No ticket in ${response.url()}`)
  return ticketId
}
