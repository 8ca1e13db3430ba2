/** What each step changes on a case, and who may take it. */
import * as z from 'zod'
import { needed, Refused } from './envelope.ts'
import { usages, type CaseRecord } from './case-record.ts'
import type { Human } from './humans.ts'
import {
  disposeResults,
  isStep,
  rollbackReasons,
  satisfactions,
  steps,
  type Party,
  type Step,
  type StepName,
} from './stages.ts'

const codeOf = (table: Record<string, string>) =>
  z.coerce.string().refine((code) => code in table, { error: '字典中没有这个值' })

/** What comes with the steps; each takes what it needs. */
export const StepData = z.object({
  rec_id: z.coerce.string(),
  trans_opinion: z.string().max(1000, '意见不能超过1000个字符').optional(),
  unit_id: z.coerce.number().optional(),
  reason_id: codeOf(rollbackReasons).optional(),
  result_id: codeOf(disposeResults).optional(),
  satisfy_id: codeOf(satisfactions).optional(),
  solve_flag: z.enum(['是', '否']).optional(),
  deadline: z.coerce.number().optional(),
  media_ids: z.array(z.coerce.number()).default([]),
})
export type StepData = z.infer<typeof StepData>

const parties = {
  collector: (rec, human) =>
    human.human_code === rec.reporter_code ||
    (human.part === 'reporter' && human.unit_id === rec.community_id),
  department: (rec, human) => human.part === 'handler' && human.unit_id === rec.dispose_unit_id,
  centre: (_rec, human) => human.part === 'centre',
} satisfies Record<Party, (rec: CaseRecord, human: Human) => boolean>

/** The centre sees all, a unit its own, a community what lies in it. */
export const maySee = (rec: CaseRecord, human: Human): boolean =>
  human.part === 'centre' ||
  [rec.reporter_code, rec.public_code].includes(human.human_code) ||
  (human.unit_id !== null && [rec.community_id, rec.dispose_unit_id].includes(human.unit_id))

/** Undefined where this person may take the step now. */
function obstacle(rec: CaseRecord, name: StepName, human: Human): Refused | undefined {
  const { from, by }: Step = steps[name]
  if (!by.some((party) => parties[party](rec, human))) return new Refused('forbidden', '没有操作权限')
  const isHung = rec.hang_deadline !== null
  const fits =
    (name !== 'unhang' || isHung) &&
    (name !== 'hang' || !isHung) &&
    (name !== 'dispose' || !isHung) &&
    (name !== 'evaluate' || rec.satisfy_id === undefined)
  if (!from.includes(rec.act_property_name) || !fits)
    return new Refused('wrongStage', `案件已不在可${steps[name].name}的环节，请刷新`)
  return undefined
}

export const menusFor = (rec: CaseRecord, human: Human): StepName[] =>
  Object.keys(steps).filter(
    (name): name is StepName => isStep(name) && obstacle(rec, name, human) === undefined,
  )

/** What the step sets; throws where it is not open to this person, or something is missing. */
export function takeStep(
  rec: CaseRecord,
  name: StepName,
  data: StepData,
  human: Human,
  now: number,
): Partial<CaseRecord> {
  const refused = obstacle(rec, name, human)
  if (refused) throw refused
  const { to }: Step = steps[name]
  return { ...(to && { act_property_name: to }), ...changes[name](rec, data, now) }
}

type Change = (rec: CaseRecord, data: StepData, now: number) => Partial<CaseRecord>

const photosOf = ({ media_ids }: StepData) =>
  media_ids.map((media_id) => ({ media_id, usage: usages.dispose }))

const changes: Record<StepName, Change> = {
  inst: () => ({}),
  dispatch: (_rec, { unit_id }) => ({ dispose_unit_id: needed(unit_id, '处置部门不能为空') }),
  cancel: (_rec, { trans_opinion }) => (needed(trans_opinion, '作废原因不能为空'), {}),
  accept: (_rec, _data, now) => ({ accept_time: now }),
  rollback({ rollback_forbid }, { reason_id, trans_opinion }) {
    if (rollback_forbid === 1) throw new Refused('forbidden', '该案件已驳回过回退，不可再次申请')
    return {
      rollback_reason_id: needed(reason_id, '回退原因不能为空'),
      rollback_opinion: needed(trans_opinion, '回退说明不能为空'),
    }
  },
  rollback_agree: (_rec, { unit_id }) => ({ dispose_unit_id: needed(unit_id, '处置部门不能为空') }),
  rollback_refuse: (_rec, _data, now) => ({ rollback_forbid: 1, accept_time: now }),
  feedback: ({ media_list }, data) => {
    needed(data.trans_opinion, '反馈内容不能为空')
    return { media_list: [...media_list, ...photosOf(data)] }
  },
  hang: (_rec, { trans_opinion, deadline }, now) => ({
    hang_opinion: needed(trans_opinion, '挂账计划不能为空'),
    hang_deadline: needed(deadline, '挂账到期时间不能为空'),
    hang_time: now,
  }),
  unhang: () => ({ hang_opinion: null, hang_deadline: null, hang_time: null }),
  dispose: ({ media_list }, data, now) => ({
    dispose_result_id: needed(data.result_id, '处置结果不能为空'),
    dispose_opinion: needed(data.trans_opinion, '处置意见不能为空'),
    dispose_time: now,
    media_list: [...media_list, ...photosOf(data)],
  }),
  check_pass: () => ({}),
  check_fail: ({ rework_num }, { trans_opinion }) => {
    needed(trans_opinion, '核查意见不能为空')
    return { rework_num: rework_num + 1 }
  },
  archive: (_rec, _data, now) => ({ archive_time: now }),
  evaluate: (_rec, { satisfy_id, solve_flag, trans_opinion }) => ({
    satisfy_id: needed(satisfy_id, '满意度不能为空'),
    solve_flag: needed(solve_flag, '是否解决不能为空'),
    ...(trans_opinion && { evaluate_opinion: trans_opinion }),
  }),
  supervise: () => ({ supervise_flag: 1 }),
  urge: ({ urge_num }) => ({ urge_num: urge_num + 1 }),
}
