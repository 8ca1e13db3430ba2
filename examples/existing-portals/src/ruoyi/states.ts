/** The states that this portal's work orders have, and what leads from one to the next: codes as they lie in its dictionary. */

export const states = {
  '0': '待派单',
  '1': '待签收',
  '2': '退单待审核',
  '3': '办理中',
  '4': '待回访',
  '5': '办结',
  '6': '已撤单',
} as const
export type State = keyof typeof states

/** Who may take a step: the community that reported, the department in charge, one that assists it, or the centre. */
export type Party = 'community' | 'department' | 'assisting' | 'centre'

export interface Step {
  name: string
  from: readonly State[]
  by: readonly Party[]
  /** Where it leads; absent where the body decides or the state stays. */
  to?: State
}

export const steps = {
  dispatch: { name: '派单', from: ['0'], by: ['centre'], to: '1' },
  sign: { name: '签收', from: ['1'], by: ['department'], to: '3' },
  return: { name: '退单', from: ['1'], by: ['department'], to: '2' },
  audit: { name: '退单审核', from: ['2'], by: ['centre'] },
  progress: { name: '办理反馈', from: ['3'], by: ['department'] },
  delay: { name: '申请延期', from: ['3'], by: ['department'] },
  delayAudit: { name: '延期审批', from: ['3'], by: ['centre'] },
  assist: { name: '增加协办', from: ['3'], by: ['department'] },
  assistDone: { name: '协办反馈', from: ['3'], by: ['assisting'] },
  finish: { name: '办结反馈', from: ['3'], by: ['department'], to: '4' },
  visit: { name: '回访', from: ['4'], by: ['community', 'centre'], to: '5' },
  redo: { name: '重办', from: ['5'], by: ['community', 'centre'], to: '3' },
  revoke: { name: '撤单', from: ['0', '1'], by: ['community'], to: '6' },
  urge: { name: '催办', from: ['0', '1', '2', '3', '4'], by: ['community', 'centre'] },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof steps

export const returnReasons = { '1': '不属本单位职责', '2': '不属本辖区', '3': '诉求信息不全' } as const

export const finishTypes = { '1': '已解决', '2': '部分解决', '3': '解释说明' } as const

export const delayUnits = { '1': '工作日', '2': '自然日' } as const

/** The best first: the other way round than the five levels of 好差评 are usually numbered. */
export const satisfactions = {
  '1': '非常满意',
  '2': '满意',
  '3': '基本满意',
  '4': '不满意',
  '5': '非常不满意',
} as const

export const dictionaries: Record<string, Record<string, string>> = {
  ticket_status: states,
  ticket_return_reason: returnReasons,
  ticket_finish_type: finishTypes,
  ticket_satisfaction: satisfactions,
  ticket_delay_unit: delayUnits,
}
