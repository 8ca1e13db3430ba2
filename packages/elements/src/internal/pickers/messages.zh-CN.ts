/** Texts of the search fields. Source language. */
export const zhCN = {
  matterPlaceholder: '输入名称、俗称或拼音首字母',
  matterList: '事项',
  browse: '按类别查找',
  categories: '事项类别',
  backToCategories: '全部类别',
  recent: '最近用过',
  matterNotFound: '清单里没有找到，换个说法试试，或按类别查找。清单之外的事项不能吹哨。',
  unitPlaceholder: '输入单位名称、简称或拼音首字母',
  unitList: '单位',
  unitNotFound: '没有找到这个单位',
  more: (count: number) => `还有 ${count} 项，请继续输入以缩小范围`,
  hits: (count: number) => `找到 ${count} 项`,
  clear: '清除',
}
