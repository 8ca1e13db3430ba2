/** Where the community confirms and rates, and where a resident sees and rates what concerns them. */
import { byId } from './elements.ts'
import { startPage } from './start-page.ts'
import { showWorkbench, type FilterTab } from './workbench.ts'

const toConfirm: FilterTab = {
  id: 'confirm',
  label: { zh: '待确认结果', en: 'To confirm' },
  value: { statuses: ['underReview.resolved'], order: 'due' },
}
const toRate: FilterTab = {
  id: 'rate',
  label: { zh: '待评价', en: 'To rate' },
  value: { statuses: ['closed'], order: 'due' },
}
const rest: FilterTab[] = [
  { id: 'rated', label: { zh: '已评价', en: 'Rated' }, value: { statuses: ['evaluated'], order: 'updated' } },
  { id: 'all', label: { zh: '全部', en: 'All' }, value: { order: 'updated' } },
]

startPage(({ identity }) => {
  const isCitizen = identity.actor.roles.includes('citizen')
  showWorkbench({
    box: byId('workbench', HTMLDivElement),
    filters: isCitizen ? [toRate, ...rest] : [toConfirm, toRate, ...rest],
  })
})
