/** Every file of the reference that is made from the code, by its path in the repository. */
import { defaultPolicy } from '@chuishao/core/lifecycle'
import type { Policy } from '@chuishao/core/ticket'
import { commandsPage } from './commands-page.ts'
import { configurationPage } from './configuration-page.ts'
import { dataPage } from './data-page.ts'
import { lifecycleList } from './diagram/list-svg.ts'
import { lifecycleMap } from './diagram/map-svg.ts'
import { figuresPage } from './figures-page.ts'
import { lifecyclePage } from './lifecycle-page.ts'
import { privacyPage } from './privacy-page.ts'
import { rejectionsPage } from './rejections-page.ts'

/** Texts by path, before formatting. */
export const referencePages = async (policy: Policy = defaultPolicy): Promise<Record<string, string>> => ({
  'docs/images/lifecycle.svg': await lifecycleMap(policy),
  'docs/images/lifecycle-phone.svg': lifecycleList(policy),
  'docs/reference/lifecycle.md': lifecyclePage(policy, 'en'),
  'docs/reference/lifecycle.zh-CN.md': lifecyclePage(policy, 'zh'),
  'docs/reference/commands.md': await commandsPage(policy, 'en'),
  'docs/reference/commands.zh-CN.md': await commandsPage(policy, 'zh'),
  'docs/reference/rejections.md': rejectionsPage(policy),
  'docs/reference/data.md': await dataPage(),
  'docs/reference/privacy.md': privacyPage(),
  'docs/reference/figures.md': figuresPage(),
  'docs/reference/configuration.md': configurationPage(),
})
