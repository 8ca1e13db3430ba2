/** What people call the fields of a command, for the sentence that says which of them cannot be sent. */
import type { Sentence } from '@chuishao/core/ticket'

const words: Record<string, [zh: string, en: string]> = {
  matterCode: ['事项', 'matter'],
  description: ['情况描述', 'description'],
  address: ['地址', 'address'],
  lng: ['地图位置', 'place on the map'],
  lat: ['地图位置', 'place on the map'],
  communityId: ['社区', 'community'],
  contactName: ['联系人姓名', 'contact’s name'],
  contactPhone: ['联系电话', 'contact’s phone'],
  citizenId: ['居民', 'resident'],
  attachments: ['照片', 'photos'],
  reasonCode: ['退单理由', 'reason of the return'],
  explanation: ['说明', 'explanation'],
  suggestedUnitId: ['建议承办单位', 'unit it belongs to'],
  violatedMatterCode: ['依据的清单事项', 'list item'],
  reason: ['原因', 'reason'],
  toUnitId: ['改派至', 'unit it goes to'],
  intoTicketId: ['并入工单', 'ticket it is merged into'],
  text: ['内容', 'text'],
  contacted: ['是否已联系居民', 'whether the resident was contacted'],
  unitId: ['协办单位', 'assisting unit'],
  task: ['协办任务', 'task'],
  'by.amount': ['延长时限', 'length of the extension'],
  'by.unit': ['延长时限的单位', 'unit of the extension'],
  note: ['备注', 'note'],
  plan: ['后续计划', 'plan'],
  reviewAt: ['复核日期', 'date of review'],
  outcome: ['办理结果', 'outcome'],
  level: ['满意度', 'level'],
  solved: ['问题是否解决', 'whether it is solved'],
  tags: ['标签', 'tags'],
  comment: ['评价意见', 'comment'],
  cause: ['重办原因', 'cause'],
  rater: ['评价方', 'rater'],
  excluded: ['不计入考核', 'whether it counts'],
  message: ['催办内容', 'message'],
  instruction: ['督办要求', 'instruction'],
}

export const cannotCarry = (portal: string, fields: readonly string[]): Sentence => {
  const named = (at: 0 | 1) => [...new Set(fields.map((it) => words[it]?.[at] ?? it))]
  return {
    zh: `${portal}不能带上：${named(0).join('、')}。请清空后再提交，或写进其他文字里。`,
    en: `${portal} cannot carry: ${named(1).join(', ')}. Leave it empty, or say it in another text.`,
  }
}
