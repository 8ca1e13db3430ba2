/** What each step changes on a work order, and who may take it. */
import * as z from 'zod'
import { localTime } from '../http/local-time.ts'
import type { User } from './accounts.ts'
import { Refused } from './envelope.ts'
import {
  delayUnits,
  finishTypes,
  returnReasons,
  satisfactions,
  steps,
  type Party,
  type StepName,
} from './states.ts'
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
  delayNum: z.number().min(1).max(30, '延期不能超过30天').optional(),
  delayUnit: codeOf(delayUnits).optional(),
})
export type StepBody = z.infer<typeof StepBody>

const parties = {
  community: (order, user) =>
    user.userName === order.createBy || (user.part === 'reporter' && user.deptId === order.communityDeptId),
  department: (order, user) => user.part === 'handler' && user.deptId === order.handleDeptId,
  assisting: ({ assistList }, user) =>
    assistList.some(({ deptId, finishTime }) => deptId === user.deptId && finishTime === null),
  centre: (_order, user) => user.part === 'centre',
} satisfies Record<Party, (order: WorkOrder, user: User) => boolean>

/** Data scope: the centre sees all, a unit its own, a resident what they reported. */
export const maySee = (order: WorkOrder, user: User): boolean =>
  user.part === 'centre' ||
  [order.createBy, order.citizenUserName].includes(user.userName) ||
  (user.deptId !== null &&
    [order.communityDeptId, order.handleDeptId, ...order.assistList.map((it) => it.deptId)].includes(
      user.deptId,
    ))

/** The fields that the step sets; throws where it is not this person's, not from this state, or something is missing. */
export function takeStep(
  order: WorkOrder,
  name: StepName,
  body: StepBody,
  user: User,
  time: string,
): Partial<WorkOrder> {
  const { from, by, ...step }: { from: readonly string[]; by: readonly Party[]; to?: WorkOrder['status'] } =
    steps[name]
  if (!by.some((party) => parties[party](order, user))) throw new Refused(403, '没有权限，请联系管理员授权')
  if (!from.includes(order.status)) throw new Refused(500, '工单状态已变更，请刷新后重试')
  return { ...(step.to && { status: step.to }), ...changes[name](order, body, user, time) }
}

type Change = (order: WorkOrder, body: StepBody, user: User, time: string) => Partial<WorkOrder>

const changes: Record<StepName, Change> = {
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
  delay({ delayList }, { delayNum, delayUnit, remark }, _user, applyTime) {
    if (delayList.some((it) => it.auditStatus === '0')) throw new Refused(500, '已有待审批的延期申请')
    const asked = {
      delayNum: needed(delayNum, '延期时长不能为空'),
      delayUnit: needed(delayUnit, '延期单位不能为空'),
      delayReason: needed(remark, '延期原因不能为空'),
    }
    return { delayList: [...delayList, { ...asked, applyTime, auditStatus: '0', auditRemark: null }] }
  },
  delayAudit({ delayList, finishDeadline }, { pass, remark = null }) {
    const waiting = delayList.find((it) => it.auditStatus === '0')
    if (!waiting) throw new Refused(500, '没有待审批的延期申请')
    const granted = needed(pass, '审批结果不能为空') === 'Y'
    const decided = { ...waiting, auditStatus: granted ? '1' : '2', auditRemark: remark } as const
    return {
      delayList: delayList.map((it) => (it === waiting ? decided : it)),
      ...(granted && finishDeadline && { finishDeadline: daysLater(finishDeadline, waiting.delayNum) }),
    }
  },
  assist: ({ assistList }, { deptId, remark }, _user, createTime) => ({
    assistList: [
      ...assistList,
      {
        deptId: needed(deptId, '协办单位不能为空'),
        task: needed(remark, '协办任务不能为空'),
        createTime,
        finishTime: null,
        reply: null,
      },
    ],
  }),
  assistDone: ({ assistList }, { remark }, { deptId }, finishTime) => {
    const reply = needed(remark, '协办反馈不能为空')
    return {
      assistList: assistList.map((it) =>
        it.deptId === deptId && it.finishTime === null ? { ...it, finishTime, reply } : it,
      ),
    }
  },
  finish({ assistList }, { finishType, replyContent, fileUrls }) {
    if (assistList.some((it) => it.finishTime === null)) throw new Refused(500, '还有协办单位未反馈')
    return {
      finishType: needed(finishType, '办结方式不能为空'),
      replyContent: needed(replyContent, '答复内容不能为空'),
      ...(fileUrls && { replyFileUrls: fileUrls }),
    }
  },
  visit: (_order, { satisfaction, solved, remark }) => ({
    satisfaction: needed(satisfaction, '满意度不能为空'),
    solved: needed(solved, '是否解决不能为空'),
    ...(remark && { visitRemark: remark }),
  }),
  redo: (_order, { remark }) => (needed(remark, '重办原因不能为空'), { finishTime: null }),
  revoke: (_order, { remark }) => (needed(remark, '撤单原因不能为空'), {}),
  urge: () => ({}),
}

/** The portal counts all days alike. */
const daysLater = (time: string, days: number) =>
  localTime(Date.parse(`${time.replace(' ', 'T')}+08:00`) + days * 86_400_000)

function needed<T>(value: T | undefined, message: string): T {
  if (value === undefined || value === '') throw new Refused(500, message)
  return value
}
