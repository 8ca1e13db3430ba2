/**
 * The stages of a case. 立案, 派遣, 处置, 核查 and 结案 are those of GB/T 30428; the steps between them, and who takes which, are
 * this example's own. 待结案 is only there where a duty officer has the last word.
 */

export const stages = ['上报', '立案', '派遣', '回退审核', '处置', '核查', '待结案', '结案', '作废'] as const
export type Stage = (typeof stages)[number]

/** 监督员 of the community, the department in charge, the centre. */
export type Party = 'collector' | 'department' | 'centre'

export interface Step {
  name: string
  from: readonly Stage[]
  by: readonly Party[]
  /** Where it leads; absent where the stage stays. */
  to?: Stage
}

export const steps = {
  inst: { name: '立案', from: ['上报'], by: ['centre'], to: '立案' },
  // A case that nobody has filed yet is filed along with it.
  dispatch: { name: '派遣', from: ['上报', '立案', '派遣'], by: ['centre'], to: '派遣' },
  cancel: { name: '作废', from: ['上报', '立案', '派遣'], by: ['collector'], to: '作废' },
  accept: { name: '接收', from: ['派遣'], by: ['department'], to: '处置' },
  rollback: { name: '申请回退', from: ['派遣'], by: ['department'], to: '回退审核' },
  rollback_agree: { name: '同意回退', from: ['回退审核'], by: ['centre'], to: '派遣' },
  rollback_refuse: { name: '驳回回退', from: ['回退审核'], by: ['centre'], to: '处置' },
  feedback: { name: '阶段反馈', from: ['处置'], by: ['department'] },
  hang: { name: '挂账', from: ['处置'], by: ['centre'] },
  unhang: { name: '取消挂账', from: ['处置'], by: ['centre'] },
  dispose: { name: '处置完成', from: ['处置'], by: ['department'], to: '核查' },
  check_pass: { name: '核查通过', from: ['核查'], by: ['collector'], to: '待结案' },
  check_fail: { name: '核查不通过', from: ['核查'], by: ['collector'], to: '处置' },
  archive: { name: '结案', from: ['待结案'], by: ['centre'], to: '结案' },
  evaluate: { name: '评价', from: ['结案'], by: ['collector'] },
  supervise: { name: '督办', from: ['派遣', '处置', '核查'], by: ['centre'] },
  urge: { name: '催办', from: ['上报', '立案', '派遣', '处置'], by: ['collector'] },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof steps
export const isStep = (name: string): name is StepName => name in steps

export const disposeResults = { '1': '已处置', '2': '部分处置', '3': '已解释' } as const
export const satisfactions = { '1': '满意', '2': '基本满意', '3': '不满意' } as const
export const rollbackReasons = { '1': '非本部门职责', '2': '非本辖区', '3': '信息不全' } as const
