/** The return review desk: what came back, and what is being looked at. */
import { byId } from './elements.ts'
import { startPage } from './start-page.ts'
import { showWorkbench } from './workbench.ts'

startPage(() => {
  showWorkbench({
    box: byId('workbench', HTMLDivElement),
    filters: [
      {
        id: 'waiting',
        label: { zh: '待审核', en: 'Waiting' },
        value: { statuses: ['rejected'], order: 'updated' },
      },
      {
        id: 'claimed',
        label: { zh: '审核中', en: 'Under review' },
        value: { statuses: ['underReview.returned'], order: 'updated' },
      },
      { id: 'all', label: { zh: '全市工单', en: 'The whole city' }, value: { order: 'updated' } },
    ],
  })
})
