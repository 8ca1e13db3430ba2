/** The grid worker's phone. */
import { byId } from './elements.ts'
import { say } from './language.ts'
import { startPage } from './start-page.ts'
import { showWhistlePage } from './whistle-page.ts'

startPage(() => {
  const toSend = byId('to-send', HTMLElement)
  byId('whistle-page', HTMLDivElement).addEventListener(
    'whistle-outbox-change',
    ({ detail: { waiting, needsYou } }) => {
      toSend.hidden = waiting === 0
      toSend.textContent = say(
        needsYou > 0
          ? { zh: `需处理 ${needsYou}`, en: `${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you` }
          : { zh: `待发送 ${waiting}`, en: `${waiting} to send` },
      )
    },
  )
  showWhistlePage()
})
