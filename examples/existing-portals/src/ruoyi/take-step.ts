/** What each step changes on a work order, and who may take it. */
import * as z from 'zod'
import type { User } from './accounts.ts'
import { Refused } from './envelope.ts'
import { finishTypes, returnReasons, satisfactions, steps, type Party, type StepName } from './states.ts'
import type { WorkOrder } from './work-order.ts'

const codeOf = (dictionary: Record<string, string>) =>
  z.string().refine((code) => code in dictionary, { error: '字典中没有这个值' })

/** The bodies of the steps; whatever else is sent is ignored, as Jackson is set to. */
export const StepBody = z.object({
  remark: z.string().max(500, '备注不能超过500个字符').optional(),
  deptId: z.number().optional(),
  returnReason: codeOf(returnReasons).optional(),
  pass: z.enum(['Y', 'N']).optional(),
  finishType: codeOf(finishTypes).optional(),
  replyContent: z.string().max(2000).optional(),
  fileUrls: z.string().optional(),
  satisfaction: codeOf(satisfactions).optional(),
  solved: z.enum(['Y', 'N']).optional(),
})
export type StepBody = z.infer<typeof StepBody>

const parties = {
  community: (order, user) =>
    user.userName === order.createBy || (user.part === 'reporter' && user.deptId === order.communityDeptId),
  department: (order, user) => user.part === 'handler' && user.deptId === order.handleDeptId,
  centre: (_order, user) => user.part === 'centre',
} satisfies Record<Party, (order: WorkOrder, user: User) => boolean>

/** Data scope: the centre sees all, a unit its own, a resident what they reported. */
export const maySee = (order: WorkOrder, user: User): boolean =>
  user.part === 'centre' ||
  [order.createBy, order.citizenUserName].includes(user.userName) ||
  (user.deptId !== null && [order.communityDeptId, order.handleDeptId].includes(user.deptId))

/** The fields that the step sets; throws where it is not this person's, not from this state, or something is missing. */
export function takeStep(order: WorkOrder, name: StepName, body: StepBody, user: User): Partial<WorkOrder> {
  const { from, by, ...step }: { from: readonly string[]; by: readonly Party[]; to?: WorkOrder['status'] } =
    steps[name]
  if (!by.some((party) => parties[party](order, user))) throw new Refused(403, '没有权限，请联系管理员授权')
  if (!from.includes(order.status)) throw new Refused(500, '工单状态已变更，请刷新后重试')
  return { ...(step.to && { status: step.to }), ...changes[name](order, body) }
}

const changes: Record<StepName, (order: WorkOrder, body: StepBody) => Partial<WorkOrder>> = {
  dispatch: (_order, { deptId }) => ({ handleDeptId: needed(deptId, '承办单位不能为空') }),
  sign: () => ({}),
  return({ returnable }, { returnReason, remark }) {
    if (returnable === 'N') throw new Refused(500, '该工单已指定办理，不可再次退单')
    needed(remark, '退单说明不能为空')
    return { returnReason: needed(returnReason, '退单原因不能为空') }
  },
  audit: (_order, { pass, deptId }) =>
    needed(pass, '审核结果不能为空') === 'N'
      ? { status: '3', returnable: 'N' }
      : { status: '1', handleDeptId: needed(deptId, '承办单位不能为空') },
  progress: (_order, { remark }) => (needed(remark, '反馈内容不能为空'), {}),
  finish: (_order, { finishType, replyContent, fileUrls }) => ({
    finishType: needed(finishType, '办结方式不能为空'),
    replyContent: needed(replyContent, '答复内容不能为空'),
    ...(fileUrls && { replyFileUrls: fileUrls }),
  }),
  visit: (_order, { satisfaction, solved, remark }) => ({
    satisfaction: needed(satisfaction, '满意度不能为空'),
    solved: needed(solved, '是否解决不能为空'),
    ...(remark && { visitRemark: remark }),
  }),
  redo: (_order, { remark }) => (needed(remark, '重办原因不能为空'), { finishTime: null }),
  revoke: (_order, { remark }) => (needed(remark, '撤单原因不能为空'), {}),
  urge: () => ({}),
}

function needed<T>(value: T | undefined, message: string): T {
  if (value === undefined || value === '') throw new Refused(500, message)
  return value
}
