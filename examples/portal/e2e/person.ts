/** A person of the demo city at a screen: finds things by their words and roles, as people do. */
import { expect } from 'vitest'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

export interface PersonOptions {
  browser: Browser
  url: string
  /** Demo identity, see src/server/identities.ts. */
  identity: string
  /** The page where this person works. */
  desk: 'whistle' | 'desk' | 'review' | 'dispatch' | 'evaluate'
  /** A phone of 390 px, else a desktop. */
  phone?: boolean
}

type Fill = (form: Locator) => Promise<void>

export class Person {
  readonly page: Page
  readonly problems: string[] = []
  readonly #context: BrowserContext
  readonly #at: string

  private constructor(context: BrowserContext, page: Page, at: string) {
    this.#context = context
    this.page = page
    this.#at = at
    page.on('pageerror', (error) => this.problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text())
    })
  }

  /** Opens the portal as this person in a browser profile of their own. */
  static async open({ browser, url, identity, desk, phone = false }: PersonOptions): Promise<Person> {
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
      hasTouch: phone,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['geolocation'],
      geolocation: { longitude: 111.6708, latitude: 40.8183, accuracy: 12 },
    })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const person = new Person(context, page, `${url}/${desk}.html?as=${identity}`)
    await page.goto(person.#at)
    await person.#signedIn()
    return person
  }

  /** Goes to the ticket on this person's desk. */
  async look(ticketId: string): Promise<Locator> {
    await this.page.goto(`${this.#at}#ticket=${ticketId}`)
    await this.#signedIn()
    const card = this.page.locator('whistle-ticket-card')
    await card.getByRole('heading').first().waitFor()
    return card
  }

  /** Presses an action of the ticket and, where it asks for something, fills its form and sends it. */
  async act(ticketId: string, action: string, fill?: Fill): Promise<void> {
    const card = await this.look(ticketId)
    const sent = this.#answered()
    sent.catch(() => undefined)
    await card.getByRole('button', { name: action, exact: true }).first().click()
    if (fill) {
      const dialog = card.getByRole('dialog')
      await dialog.waitFor()
      await fill(dialog)
      await dialog.getByRole('button', { name: action, exact: true }).click()
    }
    expect([action, await sent]).toEqual([action, 200])
    await card.getByRole('dialog').waitFor({ state: 'hidden' })
  }

  /** Waits until the ticket on this person's desk says these words. */
  async sees(ticketId: string, words: string): Promise<void> {
    const card = await this.look(ticketId)
    await card.getByText(words).first().waitFor()
  }

  /** Ends the session; nothing may have gone wrong in the page meanwhile. */
  async leave(): Promise<void> {
    expect(this.problems).toEqual([])
    await this.#context.close()
  }

  /** The page knows who acts, and has taken `?as=` out of its address: the next visit is a new one. */
  async #signedIn(): Promise<void> {
    await this.page.locator('body[data-identity]').waitFor()
    await this.page.waitForURL((url) => !url.searchParams.has('as'))
  }

  async #answered(): Promise<number> {
    const response = await this.page.waitForResponse(
      (it) => it.url().endsWith('/commands') && it.request().method() === 'POST',
    )
    return response.status()
  }
}

/** Types into the field with this label. */
export const type =
  (label: string, text: string): Fill =>
  async (form) => {
    await form.getByLabel(label).first().fill(text)
  }

/** Picks one of the choices shown under a label. */
export const choose =
  (label: string, option: string): Fill =>
  async (form) => {
    await form
      .getByRole('radiogroup', { name: label })
      .getByRole('radio', { name: option, exact: true })
      .check()
  }

/** Searches in the box with this label and takes the first answer that has these words. */
export const search =
  (label: string, words: string): Fill =>
  async (form) => {
    await form.getByRole('combobox', { name: label }).fill(words)
    await form.getByRole('listbox').getByRole('option', { name: words }).first().click()
  }

/** Adds a photo. */
export const photo =
  (buffer: Buffer): Fill =>
  async (form) => {
    await form
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
    await form.getByRole('button', { name: '删除第 1 张照片' }).waitFor()
  }

export const all =
  (...fills: Fill[]): Fill =>
  async (form) => {
    for (const fill of fills) await fill(form)
  }
