/** What every figure is called and what it counts: column heads, tooltips and the guide are made from this table. */
import type { Sentence } from '../ticket/primitives.ts'
import type { CountName, RatioName } from './figures.ts'

export interface RatioDefinition {
  label: Sentence
  /** What is counted above and below the line. */
  numerator: Sentence
  denominator: Sentence
}

const raised = { zh: '吹哨工单', en: 'tickets raised' }
const dispatched = { zh: '派到单位、有签收时限的工单', en: 'tickets dispatched with an accept limit' }
const due = { zh: '截至此刻办理时限已到的工单', en: 'tickets whose handle limit has run out by now' }
const solved = { zh: '评为“已解决”的评价', en: 'ratings that say solved' }
const satisfied = {
  zh: '评为“非常满意”或“满意”的评价',
  en: 'ratings of level 4 or 5 (满意, 非常满意)',
}
const byCommunity = { zh: '社区的全部评价', en: 'all ratings by communities' }
const byCitizen = { zh: '居民的全部评价', en: 'all ratings by residents' }

export const ratioDefinitions: Record<RatioName | 'responseRate', RatioDefinition> = {
  closeRateAll: {
    label: { zh: '办结率（全量）', en: 'Closed of all raised' },
    numerator: { zh: '其中现已办结的工单', en: 'those that are closed now' },
    denominator: raised,
  },
  closeRateDue: {
    label: { zh: '办结率（应结）', en: 'Closed of those due' },
    numerator: { zh: '其中现已办结的工单', en: 'those that are closed now' },
    denominator: due,
  },
  onTimeCloseRate: {
    label: { zh: '按期办结率', en: 'Closed on time' },
    numerator: {
      zh: '其中现已办结、且现承办单位从未超过办理时限的工单',
      en: 'those closed whose lead missed no handle limit on the way, rework and reopening included',
    },
    denominator: due,
  },
  acceptOnTimeRate: {
    label: { zh: '及时签收率', en: 'Signed in time' },
    numerator: { zh: '其中时限内签收的派单', en: 'those signed within the limit' },
    denominator: {
      zh: '签收时限已到的派单；时限内已退单（未被驳回）、改派、上报、撤销或并案的除外',
      en: 'dispatches whose accept limit has run out, but for those that left the unit before: returned (and not refused), redispatched, escalated, withdrawn or merged',
    },
  },
  returnRateTickets: {
    label: { zh: '退单率（按单）', en: 'Tickets returned' },
    numerator: { zh: '其中曾被退单的工单', en: 'those ever returned' },
    denominator: dispatched,
  },
  returnRateEvents: {
    label: { zh: '退单率（按次）', en: 'Returns per dispatch' },
    numerator: { zh: '其中被退回的派单', en: 'those returned' },
    denominator: { zh: '有签收时限的派单次数', en: 'dispatches with an accept limit' },
  },
  returnRefusedRate: {
    label: { zh: '退单驳回率', en: 'Returns refused' },
    numerator: { zh: '其中被驳回的退单', en: 'those refused' },
    denominator: { zh: '已作审核决定的退单', en: 'returns that a reviewer has decided' },
  },
  responseRate: {
    label: { zh: '响应率', en: 'Residents contacted in time' },
    numerator: { zh: '其中时限内已联系居民的工单', en: 'those whose lead contacted the resident in time' },
    denominator: {
      zh: '有居民、且现承办单位联系时限已到的工单',
      en: 'tickets with a resident whose response limit has run out, counted from dispatch to the present lead',
    },
  },
  communitySolvedRate: {
    label: { zh: '社区评：解决率', en: 'Solved, says the community' },
    numerator: solved,
    denominator: byCommunity,
  },
  communitySatisfiedRate: {
    label: { zh: '社区评：满意率', en: 'Satisfied, says the community' },
    numerator: satisfied,
    denominator: byCommunity,
  },
  citizenSolvedRate: {
    label: { zh: '居民评：解决率', en: 'Solved, say residents' },
    numerator: solved,
    denominator: byCitizen,
  },
  citizenSatisfiedRate: {
    label: { zh: '居民评：满意率', en: 'Satisfied, say residents' },
    numerator: satisfied,
    denominator: byCitizen,
  },
  reworkRate: {
    label: { zh: '返工率', en: 'Reworked' },
    numerator: { zh: '其中结果曾被打回的工单', en: 'those whose result was refused' },
    denominator: { zh: '提交过结果的工单', en: 'tickets with a submitted result' },
  },
  extensionRate: {
    label: { zh: '延期率', en: 'Extended' },
    numerator: { zh: '其中获准延期的工单', en: 'those with a granted extension' },
    denominator: { zh: '有办理时限的工单', en: 'tickets with a handle limit' },
  },
}

export const countDefinitions: Record<CountName | 'medianAcceptMs' | 'medianHandleMs', Sentence> = {
  raised: { zh: '吹哨', en: 'Raised' },
  open: { zh: '在办', en: 'Open' },
  closed: { zh: '办结', en: 'Closed' },
  declined: { zh: '其中不予受理', en: 'Closed as declined' },
  withdrawn: { zh: '撤销', en: 'Withdrawn' },
  merged: { zh: '并案', en: 'Merged' },
  suspendedCount: { zh: '挂账', en: 'Suspended' },
  overtimeCount: { zh: '办理超期', en: 'Handle limit missed' },
  medianAcceptMs: { zh: '签收用时（中位数）', en: 'Median time to sign' },
  medianHandleMs: { zh: '办理用时（中位数）', en: 'Median time to handle' },
}

export const threeRatesLabel: Record<'community' | 'citizen', Sentence> = {
  community: { zh: '社区评：三率加权', en: 'Three rates weighted, community' },
  citizen: { zh: '居民评：三率加权', en: 'Three rates weighted, residents' },
}
