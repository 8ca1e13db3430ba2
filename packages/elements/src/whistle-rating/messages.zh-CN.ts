/** Texts of the rating. Source language. */
export const zhCN = {
  solved: '问题解决了吗？',
  level: '您对办理是否满意？',
  /** A level in its narrow tile, with the place where it may break. */
  tile: (level: string) => level.replace(/^(非常|基本)/, '$1\u200b'),
  apart: '解决与满意分开统计，请分别选择。',
  tags: '办理情况',
  comment: '补充意见',
  commentPlaceholder: '说说哪里做得好，哪里还要改进',
  solvedMissing: '请选择问题是否已解决',
  levelMissing: '请选择满意度',
  badValue: '传入的评价数据不正确',
  submit: '提交评价',
  thanks: '感谢您的评价',
  thanksNote: '评价已记入承办单位的办理记录。',
  unavailable: '这张工单目前不能评价',
}
