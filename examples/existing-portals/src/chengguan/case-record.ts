/** A case as this portal's own pages read it: names beside numbers, times in milliseconds, points in metres as text. */
import * as z from 'zod'
import type { EventType } from './event-types.ts'
import type { Stage, StepName } from './stages.ts'

/**
 * A number with decimals, in metres of the city's plane: CGCS2000, Gauss–Krüger, 3° zone of 111° E, without the number of
 * the zone. Degrees are far outside of it.
 */
const metres = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, '坐标应为以米为单位的数字')
    .refine((text) => Number(text) >= least && Number(text) <= most, '坐标超出城市范围')

/** What a 监督员 reports. */
export const Report = z.object({
  event_type_id: z.coerce.number(),
  main_type_id: z.string(),
  sub_type_id: z.string(),
  event_desc: z.string().min(1, '问题描述不能为空').max(1000, '问题描述不能超过1000个字符'),
  address: z.string().max(200).optional(),
  coordinate_x: metres(300_000, 700_000).optional(),
  coordinate_y: metres(4_000_000, 5_000_000).optional(),
  community_id: z.coerce.number(),
  reporter_contact: z.string().optional(),
  /** Account of the member of the public who told of it. */
  public_code: z.string().optional(),
  /** Numbers of uploads. */
  media_ids: z.array(z.coerce.number()).default([]),
})
export type Report = z.infer<typeof Report>

/** Before, or after the handling, as photos are told apart. */
export const usages = { report: 1, dispose: 3 } as const

export interface CaseRecord
  extends Omit<Report, 'media_ids' | 'event_type_id'>, Omit<EventType, 'matter' | 'dispose_unit_id'> {
  rec_id: number
  /** For people. */
  task_num: string
  event_src_id: 1
  event_src_name: '监督员上报'
  community_name: string
  reporter_code: string
  reporter_name: string
  act_property_name: Stage
  dispose_unit_id: number | null
  dispose_unit_name: string | null
  create_time: number
  update_time: number
  dispatch_time: number | null
  accept_time: number | null
  dispose_time: number | null
  archive_time: number | null
  accept_deadline: number | null
  dispose_deadline: number | null
  rollback_forbid: 0 | 1
  rollback_reason_id?: string
  rollback_opinion?: string
  dispose_result_id?: string
  dispose_opinion?: string
  satisfy_id?: string
  solve_flag?: '是' | '否'
  evaluate_opinion?: string
  hang_opinion: string | null
  hang_deadline: number | null
  hang_time: number | null
  supervise_flag: 0 | 1
  urge_num: number
  rework_num: number
  media_list: { media_id: number; usage: number }[]
}

/** With what this person may do now. */
export type ShownCase = CaseRecord & { menus: StepName[] }

/** One line of what happened. */
export interface Act {
  act_id: number
  rec_id: number
  act_code: StepName | 'report'
  act_name: string
  from_stage: Stage | null
  to_stage: Stage
  human_code: string
  human_name: string
  unit_id: number | null
  act_time: number
  trans_opinion: string | null
  media_list: { media_id: number; usage: number }[]
}
