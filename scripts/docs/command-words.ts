/** What each command is for, in a sentence. */
import type { CommandType, Sentence } from '@chuishao/core/ticket'

export const purposes: Record<CommandType, Sentence> = {
  EDIT: {
    zh: '保存草稿或其中几项；第一次保存即建立工单。',
    en: 'Saves a draft, or parts of one. The first one begins the ticket.',
  },
  DISCARD: { zh: '作废已保存的草稿。', en: 'Throws a saved draft away.' },
  WHISTLE: {
    zh: '按事项清单派给责任单位；随附内容并入草稿，所以一步即可吹哨。',
    en: 'Sends the ticket to the unit that the matter list names. What comes along goes into the draft, so one tap is enough.',
  },
  ACCEPT: {
    zh: '主办单位应哨签收。办理时限自派单起算，不自签收起算。',
    en: 'The lead unit signs for it. The handle limit counts from dispatch, not from signing.',
  },
  RETURN: {
    zh: '主办单位认为不属其职责，写明应由谁办，或派单违反清单的哪一项。',
    en: 'The lead unit says that it is not theirs, and whose it is, or which list item the dispatch violates.',
  },
  ESCALATE: {
    zh: '本级解决不了，上报到上一级：村（社区）到街道，街道到部门。',
    en: 'What a level cannot settle goes to the next: from the community to the street office, from there to the department.',
  },
  REDISPATCH: { zh: '改派给另一个单位，重新计时。', en: 'Gives it to another unit, with a fresh clock.' },
  MERGE: {
    zh: '与更早提出的同一件事并案办理，本工单到此为止。',
    en: 'The same was raised before: this ticket ends, and goes on as part of the earlier one.',
  },
  WITHDRAW: { zh: '吹哨方撤回，不再办理。', en: 'The whistler takes it back; nobody handles it further.' },
  RETRACT_RETURN: {
    zh: '审核之前收回退单，由本单位办理；原时限照算。',
    en: 'Takes a return back before anybody reviews it, and handles it within the old limit.',
  },
  CLAIM_REVIEW: { zh: '退单审核员领取退单。', en: 'A return reviewer takes up the review.' },
  UPHOLD_RETURN: {
    zh: '同意退单：写明单位则改派，不写则不予受理，说明会告知社区。',
    en: 'The return is right. With a unit it goes there; without one it is declined, and the community reads the explanation.',
  },
  REFUSE_RETURN: {
    zh: '驳回退单，指定原单位办理，不能再退；时限从未停过。',
    en: 'The return is unfounded: the unit is designated and can return it no more. Its clock never stopped.',
  },
  REPORT_PROGRESS: { zh: '报告办理进展。', en: 'Says how it goes.' },
  ADD_ASSIST: { zh: '请另一个单位协办。', en: 'Asks another unit to assist.' },
  ASSIST_DONE: { zh: '协办单位完成任务。', en: 'An assisting unit has done its part.' },
  REQUEST_EXTENSION: {
    zh: '申请延期；批准之前原时限照算。',
    en: 'Asks for more time. Until it is granted the old limit runs on.',
  },
  GRANT_EXTENSION: { zh: '同意延期。', en: 'Grants the time asked for.' },
  REFUSE_EXTENSION: { zh: '不同意延期。', en: 'Refuses it.' },
  SUSPEND: {
    zh: '挂账：暂时办不了的，写明计划和复查日期。挂账不算办结。',
    en: 'Parks what cannot be done yet, with a plan and a review date. Suspended is never counted as closed.',
  },
  RESUME: { zh: '结束挂账，恢复办理。', en: 'Ends the suspension.' },
  SUBMIT_RESULT: {
    zh: '主办单位提交办理结果，按事项的办结条件填写。',
    en: 'The lead unit reports its result, by the closing conditions of the matter.',
  },
  CONFIRM_RESULT: { zh: '确认结果，工单办结。', en: 'The result is one: the ticket is closed.' },
  REFUSE_RESULT: {
    zh: '结果不成立，退回返工；返工有自己的时限。',
    en: 'The result is none: back to the lead, with the limit of a rework.',
  },
  EVALUATE: {
    zh: '评哨：是否解决与是否满意分开回答，社区与居民分开记录。',
    en: 'Rates the handling. Solved and satisfied are two answers; community and resident are recorded apart.',
  },
  REOPEN: {
    zh: '没解决或不满意的，在期限内重办。',
    en: 'Takes an unsolved or unsatisfying ticket up again.',
  },
  APPEAL_EVALUATION: {
    zh: '主办单位对一个评价提出申诉；裁定之前照常计入。',
    en: 'The department appeals against one rating. Until it is decided the rating counts.',
  },
  DECIDE_APPEAL: {
    zh: '裁定申诉：该评价计入，还是不计入考核。',
    en: 'Decides whether that rating counts.',
  },
  URGE: { zh: '吹哨方催办。', en: 'The whistler asks them to hurry.' },
  SUPERVISE: { zh: '指挥调度中心督办。', en: 'The dispatch centre supervises it formally.' },
  COMMENT: { zh: '留言，不改变办理。', en: 'Says something to everybody on the ticket.' },
  DEADLINE_REACHED: {
    zh: '某个时限到了。只由系统发出，在到期的时刻。',
    en: 'A clock has run out. Only the system sends it, when that is so.',
  },
  RECALCULATE_DEADLINES: {
    zh: '日历变了（如国务院公布放假安排），各项时限按新日历重算。只由系统发出。',
    en: 'The calendar changed, e.g. holidays were announced: the deadlines are counted again. Only the system sends it.',
  },
}
