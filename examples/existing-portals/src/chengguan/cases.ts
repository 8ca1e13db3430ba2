/** The cases of one portal and what happened to them, in memory. */
import { localTime } from '../http/local-time.ts'
import { usages, type Act, type CaseRecord, type Report, type ShownCase } from './case-record.ts'
import { Refused } from './envelope.ts'
import type { EventType } from './event-types.ts'
import type { ChengguanUnit, Human } from './humans.ts'
import { steps, type StepName } from './stages.ts'
import { maySee, menusFor, takeStep, type StepData } from './take-step.ts'

export interface CaseFilter {
  act_property_names?: string[] | undefined
  dispose_unit_id?: number | undefined
  community_id?: number | undefined
  event_type_id?: number | undefined
  main_type_id?: string | undefined
  sub_type_id?: string | undefined
  keyword?: string | undefined
}

export interface CaseRules {
  /** A report goes straight to the department that the list of duties names (自动派遣). */
  autoDispatch: boolean
  /** A case that the 监督员 has checked is closed at once; else the duty officer closes it. */
  autoArchive: boolean
}

const hourMs = 3_600_000

export function caseBook(
  types: EventType[],
  units: ChengguanUnit[],
  { autoDispatch, autoArchive }: CaseRules,
  now: () => number,
) {
  const cases: CaseRecord[] = []
  const acts: Act[] = []
  const nameOf = (id: number | null) => units.find(({ unit_id }) => unit_id === id)?.unit_name ?? null

  const find = (id: string, human: Human): CaseRecord => {
    const rec = cases.find(({ rec_id }) => String(rec_id) === id)
    if (!rec || !maySee(rec, human)) throw new Refused('notFound', '案件不存在')
    return rec
  }

  const note = (rec: CaseRecord, act: Pick<Act, 'act_code' | 'act_name'> & Partial<Act>, human: Human) =>
    acts.push({
      act_id: 9001 + acts.length,
      rec_id: rec.rec_id,
      from_stage: null,
      to_stage: rec.act_property_name,
      human_code: human.human_code,
      human_name: human.human_name,
      unit_id: human.unit_id,
      act_time: now(),
      trans_opinion: null,
      media_list: [],
      ...act,
    })

  /** The clocks start where a department is in charge. */
  const dispatched = ({ accept_hours, dispose_hours }: CaseRecord, unit_id: number): Partial<CaseRecord> => {
    if (units.find((it) => it.unit_id === unit_id)?.unit_type !== 2)
      throw new Refused('badInput', '处置部门不存在')
    return {
      dispose_unit_id: unit_id,
      dispose_unit_name: nameOf(unit_id),
      dispatch_time: now(),
      accept_deadline: now() + accept_hours * hourMs,
      dispose_deadline: now() + dispose_hours * hourMs,
    }
  }

  return {
    report({ media_ids, ...said }: Report, human: Human): CaseRecord {
      const type = types.find(
        (it) =>
          it.event_type_id === said.event_type_id &&
          it.main_type_id === said.main_type_id &&
          it.sub_type_id === said.sub_type_id,
      )
      if (!type) throw new Refused('badInput', '问题类型不存在')
      if (type.media_rule === 2 && media_ids.length === 0)
        throw new Refused('badInput', '该类问题必须上传照片')
      if (type.media_rule === 0 && media_ids.length > 0) throw new Refused('badInput', '该类问题不需要照片')
      const community = units.find((it) => it.unit_id === said.community_id && it.unit_type === 3)
      if (!community) throw new Refused('badInput', '社区不存在')
      const { matter: _matter, dispose_unit_id: duty, ...named } = type
      const day = localTime(now()).slice(0, 10).replaceAll('-', '')
      const rec: CaseRecord = {
        ...said,
        ...named,
        rec_id: 70_001 + cases.length,
        task_num: `${day}-${String(cases.length + 1).padStart(4, '0')}`,
        event_src_id: 1,
        event_src_name: '监督员上报',
        community_name: community.unit_name,
        reporter_code: human.human_code,
        reporter_name: human.human_name,
        act_property_name: '上报',
        dispose_unit_id: null,
        dispose_unit_name: null,
        create_time: now(),
        update_time: now(),
        dispatch_time: null,
        accept_time: null,
        dispose_time: null,
        archive_time: null,
        accept_deadline: null,
        dispose_deadline: null,
        rollback_forbid: 0,
        hang_opinion: null,
        hang_deadline: null,
        hang_time: null,
        supervise_flag: 0,
        urge_num: 0,
        rework_num: 0,
        media_list: media_ids.map((media_id) => ({ media_id, usage: usages.report })),
      }
      if (autoDispatch && duty !== null)
        Object.assign(rec, { act_property_name: '派遣' }, dispatched(rec, duty))
      cases.push(rec)
      note(rec, { act_code: 'report', act_name: '上报', media_list: rec.media_list }, human)
      return rec
    },

    step(name: StepName, data: StepData, human: Human): void {
      const rec = find(data.rec_id, human)
      const from_stage = rec.act_property_name
      const change = takeStep(rec, name, data, human, now())
      const clocks = change.dispose_unit_id == null ? {} : dispatched(rec, change.dispose_unit_id)
      Object.assign(rec, change, clocks, { update_time: now() })
      const media_list = data.media_ids.map((media_id) => ({ media_id, usage: usages.dispose }))
      const trans_opinion = data.trans_opinion ?? null
      note(rec, { act_code: name, act_name: steps[name].name, from_stage, trans_opinion, media_list }, human)
      if (name === 'check_pass' && autoArchive)
        Object.assign(rec, { act_property_name: '结案', archive_time: now() })
    },

    get(id: string, human: Human): ShownCase {
      const rec = find(id, human)
      return { ...rec, menus: menusFor(rec, human) }
    },

    actsOf: (id: string, human: Human): Act[] => {
      const { rec_id } = find(id, human)
      return acts.filter((it) => it.rec_id === rec_id)
    },

    /** Whether a photo is on a case that this person may see. */
    isOnSeen: (mediaId: number, human: Human): boolean => {
      const shown = cases.filter((rec) => maySee(rec, human)).map(({ rec_id }) => rec_id)
      const lists = [...cases, ...acts].filter(({ rec_id }) => shown.includes(rec_id))
      return lists.some(({ media_list }) => media_list.some(({ media_id }) => media_id === mediaId))
    },

    /** Latest change first. */
    query(filter: CaseFilter, human: Human): ShownCase[] {
      const { act_property_names: names, keyword, ...exact } = filter
      return cases
        .filter(
          (rec) =>
            maySee(rec, human) &&
            (!names || names.includes(rec.act_property_name)) &&
            (!keyword ||
              [rec.event_desc, rec.sub_type_name, rec.address].some((it) => it?.includes(keyword))) &&
            (exact.dispose_unit_id === undefined || rec.dispose_unit_id === exact.dispose_unit_id) &&
            (exact.community_id === undefined || rec.community_id === exact.community_id) &&
            (exact.event_type_id === undefined || rec.event_type_id === exact.event_type_id) &&
            (exact.main_type_id === undefined || rec.main_type_id === exact.main_type_id) &&
            (exact.sub_type_id === undefined || rec.sub_type_id === exact.sub_type_id),
        )
        .toSorted((a, b) => b.update_time - a.update_time || b.rec_id - a.rec_id)
        .map((rec) => ({ ...rec, menus: menusFor(rec, human) }))
    },
  }
}
