/** The work orders of one portal and their flow records, in memory. */
import type { DemoCity, DemoMatter } from '../demo-city.ts'
import { localTime } from '../http/local-time.ts'
import type { Dept, User } from './accounts.ts'
import { Refused } from './envelope.ts'
import { steps, type StepName } from './states.ts'
import { maySee, takeStep, type StepBody } from './take-step.ts'
import type { FlowRecord, NewOrder, WorkOrder } from './work-order.ts'
import type * as z from 'zod'

export interface OrderFilter {
  status: string | null
  handleDeptId: string | null
  communityDeptId: string | null
  matterCode: string | null
  keyword: string | null
}

const hourMs = 3_600_000

export function orderBook(city: DemoCity, depts: Dept[], now: () => number) {
  const orders: WorkOrder[] = []
  const flow: FlowRecord[] = []

  const find = (id: string, user: User): WorkOrder => {
    const order = orders.find((it) => String(it.workOrderId) === id)
    if (!order || !maySee(order, user)) throw new Refused(500, '工单不存在')
    return order
  }
  const nameOf = (id: number | null) => depts.find(({ deptId }) => deptId === id)?.deptName ?? null

  const record = (
    order: WorkOrder,
    action: string,
    actionName: string,
    user: User,
    more: Partial<FlowRecord>,
  ) =>
    flow.push({
      flowId: flow.length + 1,
      workOrderId: order.workOrderId,
      action,
      actionName,
      fromStatus: null,
      toStatus: order.status,
      operName: user.nickName,
      operDeptId: user.deptId,
      operDeptName: user.dept?.deptName ?? null,
      operTime: localTime(now()),
      remark: null,
      fileUrls: null,
      ...more,
    })

  /** The clocks start where a department is in charge. */
  const dispatched = ({ signHours, finishHours }: DemoMatter, handleDeptId: number) => ({
    handleDeptId,
    handleDeptName: nameOf(handleDeptId),
    signDeadline: localTime(now() + signHours * hourMs),
    finishDeadline: localTime(now() + finishHours * hourMs),
  })
  const matterOf = (code: string) => {
    const matter = city.matters.find(({ key }) => key === code)
    if (!matter) throw new Refused(500, '事项不存在')
    return matter
  }

  return {
    add(draft: z.infer<typeof NewOrder>, user: User): WorkOrder {
      const matter = matterOf(draft.matterCode)
      const community = depts.find((it) => it.deptId === draft.communityDeptId && it.deptType === '2')
      if (!community) throw new Refused(500, '所属社区不存在')
      if (matter.photo === 'required' && !draft.fileUrls) throw new Refused(500, '该事项必须上传照片')
      if (matter.photo === 'none' && draft.fileUrls) throw new Refused(500, '该事项不需要照片')
      const handler = depts.find(({ key }) => key === matter.department)
      const time = localTime(now())
      const order: WorkOrder = {
        ...draft,
        workOrderId: 1001 + orders.length,
        workOrderNo: `${time.slice(0, 10).replaceAll('-', '')}${String(orders.length + 1).padStart(5, '0')}`,
        status: handler ? '1' : '0',
        matterName: matter.name,
        communityDeptName: community.deptName,
        handleDeptId: null,
        handleDeptName: null,
        signDeadline: null,
        finishDeadline: null,
        ...(handler && dispatched(matter, handler.deptId)),
        returnable: 'Y',
        delayList: [],
        assistList: [],
        finishTime: null,
        createBy: user.userName,
        createTime: time,
        updateBy: user.userName,
        updateTime: time,
      }
      orders.push(order)
      record(order, 'create', '登记', user, { fileUrls: draft.fileUrls ?? null })
      return order
    },

    step(id: string, name: StepName, body: StepBody, user: User): void {
      const order = find(id, user)
      const { status: fromStatus } = order
      const change = takeStep(order, name, body, user, localTime(now()))
      const named = [change.handleDeptId, name === 'assist' ? body.deptId : null].filter((it) => it != null)
      if (!named.every((id) => depts.some((it) => it.deptId === id && it.deptType === '3')))
        throw new Refused(500, '承办单位不存在')
      Object.assign(order, change, { updateBy: user.userName, updateTime: localTime(now()) })
      if (change.handleDeptId != null)
        Object.assign(order, dispatched(matterOf(order.matterCode), change.handleDeptId))
      if (change.status === '4') order.finishTime = order.updateTime
      const remark = body.remark ?? body.replyContent ?? null
      record(order, name, steps[name].name, user, { fromStatus, remark, fileUrls: body.fileUrls ?? null })
    },

    get: find,
    flowOf: (id: string, user: User): FlowRecord[] => {
      const { workOrderId } = find(id, user)
      return flow.filter((it) => it.workOrderId === workOrderId)
    },

    /** Latest change first. Statuses may be several, joined by commas. */
    list(filter: OrderFilter, user: User): WorkOrder[] {
      const { status, handleDeptId, communityDeptId, matterCode, keyword } = filter
      return orders
        .filter(
          (it) =>
            maySee(it, user) &&
            (!status || status.split(',').includes(it.status)) &&
            (!handleDeptId || String(it.handleDeptId) === handleDeptId) &&
            (!communityDeptId || String(it.communityDeptId) === communityDeptId) &&
            (!matterCode || it.matterCode === matterCode) &&
            (!keyword || [it.content, it.matterName, it.address].some((text) => text?.includes(keyword))),
        )
        .toSorted((a, b) => b.updateTime.localeCompare(a.updateTime) || b.workOrderId - a.workOrderId)
    },
  }
}
