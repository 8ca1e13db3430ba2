/** What every element says. Source language. */
export const zhCN = {
  loading: '正在加载…',
  retry: '重试',
  send: '提交',
  sending: '正在提交…',
  cancel: '取消',
  confirm: '确定',
  close: '关闭',
  remove: '删除',
  optional: '选填',
  required: '必填',
  characters: (used: number, max: number) => `${used}/${max}`,
  noGateway: '尚未连接到服务',
  notFound: '没有这张工单，或您无权查看',
  conflict: '这张工单刚刚有了新进展，请查看最新情况后再操作',
  empty: '暂无内容',
}
