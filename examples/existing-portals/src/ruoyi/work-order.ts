/** A work order as this portal's own pages read it: flat, dates as text, yes and no as letters, photos joined by commas. */
import * as z from 'zod'
import type { State } from './states.ts'

/** What a reporter sends. */
export const NewOrder = z.object({
  matterCode: z.string(),
  content: z.string().min(1, '内容不能为空').max(2000, '内容不能超过2000个字符'),
  address: z.string().max(200, '地址不能超过200个字符').optional(),
  lng: z.number().optional(),
  lat: z.number().optional(),
  communityDeptId: z.number(),
  contactName: z.string().optional(),
  contactPhone: z.string().optional(),
  /** Account of the resident concerned, who may look at it. */
  citizenUserName: z.string().optional(),
  /** `fileName`s of uploads, joined by commas. */
  fileUrls: z.string().optional(),
})

/** An extension that the department asked for; `auditStatus` 0 waits, 1 is granted, 2 is not. */
export interface Delay {
  delayNum: number
  delayUnit: string
  delayReason: string
  applyTime: string
  auditStatus: '0' | '1' | '2'
  auditRemark: string | null
}

/** A department that assists, until it has said what it did. */
export interface Assist {
  deptId: number
  task: string
  createTime: string
  finishTime: string | null
  reply: string | null
}

export interface WorkOrder extends z.infer<typeof NewOrder> {
  workOrderId: number
  /** For people: date and number of the day. */
  workOrderNo: string
  status: State
  matterName: string
  communityDeptName: string
  handleDeptId: number | null
  handleDeptName: string | null
  /** `N` after a return was refused. */
  returnable: 'Y' | 'N'
  returnReason?: string
  finishType?: string
  replyContent?: string
  replyFileUrls?: string
  satisfaction?: string
  solved?: 'Y' | 'N'
  visitRemark?: string
  delayList: Delay[]
  assistList: Assist[]
  signDeadline: string | null
  finishDeadline: string | null
  finishTime: string | null
  createBy: string
  createTime: string
  updateBy: string
  updateTime: string
}

/** One line of what happened to an order. */
export interface FlowRecord {
  flowId: number
  workOrderId: number
  action: string
  actionName: string
  fromStatus: State | null
  toStatus: State
  operName: string
  operDeptId: number | null
  operDeptName: string | null
  operTime: string
  remark: string | null
  fileUrls: string | null
}
