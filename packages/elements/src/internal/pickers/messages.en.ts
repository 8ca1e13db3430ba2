/** Texts of the search fields in English. */
import type { PickerMessages } from './messages.ts'

export const en: PickerMessages = {
  matterPlaceholder: 'Name, word or pinyin initials',
  matterList: 'Matters',
  browse: 'Browse by category',
  categories: 'Categories of matters',
  backToCategories: 'All categories',
  recent: 'Used lately',
  matterNotFound:
    'Not on the list. Try another word, or browse by category. Only what is on the list can be whistled.',
  unitPlaceholder: 'Name or pinyin initials',
  unitList: 'Units',
  unitNotFound: 'There is no such unit',
  more: (count) => `${count} more: keep typing to narrow it down`,
  hits: (count) => `${count} found`,
  clear: 'Clear',
}
