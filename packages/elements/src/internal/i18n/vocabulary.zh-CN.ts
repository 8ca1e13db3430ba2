/** The words of the domain that several elements share. Source language. */
import type { Clock, Limit, Matter, Status, Ticket, UnitType } from '@chuishao/core/ticket'

type Words<Key extends string> = Record<Key, string>

const limitUnits: Words<Limit['unit']> = {
  minute: '分钟',
  hour: '小时',
  day: '天',
  workingDay: '个工作日',
  halfWorkingDay: '个工作半日',
  workingHour: '个工作小时',
  workingMinute: '个工作分钟',
}

export const zhCN = {
  statuses: {
    draft: '草稿',
    whistled: '待应哨',
    accepted: '办理中',
    rejected: '已退单',
    'underReview.returned': '退单审核中',
    'underReview.resolved': '待确认结果',
    closed: '已办结',
    evaluated: '已评哨',
    withdrawn: '已撤回',
    merged: '已并案',
    discarded: '已作废',
  } satisfies Words<Status>,
  /** In place of `whistled` where nobody knows whether it was accepted. */
  reported: '已上报',
  unitTypes: {
    community: '村（社区）',
    street: '街道（乡镇）',
    districtDepartment: '旗县区部门',
    cityDepartment: '市级部门',
    dispatchCentre: '接诉即办指挥调度中心',
    outsideHandler: '协同单位',
  } satisfies Words<UnitType>,
  routes: { selfGovernance: '铁三角自治', street: '街道办理', department: '部门应哨' } satisfies Words<
    Matter['route']
  >,
  warnings: { none: '正常', yellow: '临期', red: '超期' } satisfies Words<Ticket['warning']>,
  clocks: {
    acceptWarning: '签收预警',
    accept: '签收时限',
    handleWarning: '办理预警',
    handle: '办理时限',
    resultReview: '结果确认时限',
    evaluation: '评价时限',
    suspensionReview: '挂账复核',
    supervision: '督办升级',
  } satisfies Words<Clock['kind']>,
  flags: { designated: '指定办理', supervised: '督办', suspended: '挂账', provisional: '暂定' },
  levels: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
  solved: { yes: '已解决', no: '未解决' },
  limitUnits,
  limit: (amount: number, unit: Limit['unit']) =>
    amount === 1 && unit === 'halfWorkingDay' ? '半个工作日' : `${amount} ${limitUnits[unit]}`,
}
