import { expect } from 'chai'
import { smallerCss } from '../../../build/smaller-css.ts'
import { WhistleForm } from '../../whistle-form/whistle-form.ts'
import { WhistleRating } from '../../whistle-rating/whistle-rating.ts'
import { WhistleCommandDialog } from '../../whistle-ticket-card/command-dialog/command-dialog.ts'
import { WhistleTicketCard } from '../../whistle-ticket-card/whistle-ticket-card.ts'
import { WhistleTicketList } from '../../whistle-ticket-list/whistle-ticket-list.ts'

/** The sheet as this browser understands it. It keeps the text of what holds a variable: white space there is made equal. */
const understood = (sheet: string): string[] => {
  const style = new CSSStyleSheet()
  style.replaceSync(sheet)
  return [...style.cssRules].map(({ cssText }) => cssText.replace(/,\s+/g, ',').replace(/\s+/g, ' '))
}

describe('a published style sheet', () => {
  for (const element of [
    WhistleForm,
    WhistleRating,
    WhistleTicketCard,
    WhistleCommandDialog,
    WhistleTicketList,
  ])
    it(`means in ${element.tag} what it means in the source`, () => {
      void element.observedAttributes // makes Lit collect the styles
      const sheets = element.elementStyles.map(String)
      expect(sheets.length).to.be.greaterThan(3)
      for (const sheet of sheets) {
        expect(understood(smallerCss(sheet))).to.deep.equal(understood(sheet))
        expect(smallerCss(sheet)).to.not.match(/\n|\/\*/)
      }
    })

  it('keeps the spaces that mean something', () => {
    const kept = `a + b{content:' ;  { ';width:calc(1px + 2px)}.c .d{margin:0 1px}`
    expect(
      smallerCss(`a + b {\n  content:' ;  { '; /* it's */ width:calc(1px + 2px) }\n\n.c .d{margin:0  1px}`),
    ).to.equal(kept)
  })
})
