/** The desk of a department, company or street: what to sign, what to handle, what the community still has to confirm. */
import { byId } from './elements.ts'
import { startPage } from './start-page.ts'
import { showWorkbench } from './workbench.ts'

startPage(({ identity }) => {
  const { unitId } = identity.actor
  const mine = unitId === undefined ? {} : { leadUnitId: unitId }
  showWorkbench({
    box: byId('workbench', HTMLDivElement),
    filters: [
      {
        id: 'sign',
        label: { zh: '待签收', en: 'To sign' },
        value: { ...mine, statuses: ['whistled'], order: 'due' },
      },
      {
        id: 'handle',
        label: { zh: '办理中', en: 'In hand' },
        value: { statuses: ['accepted'], order: 'due' },
      },
      {
        id: 'returned',
        label: { zh: '退单中', en: 'Returned' },
        value: { statuses: ['rejected', 'underReview.returned'], order: 'updated' },
      },
      {
        id: 'confirm',
        label: { zh: '待社区确认', en: 'To be confirmed' },
        value: { statuses: ['underReview.resolved'], order: 'due' },
      },
      {
        id: 'done',
        label: { zh: '已办结', en: 'Closed' },
        value: { statuses: ['closed', 'evaluated'], order: 'updated' },
      },
      { id: 'all', label: { zh: '全部', en: 'All' }, value: { order: 'updated' } },
    ],
  })
})
