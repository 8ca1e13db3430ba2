/** What the machine's rules ask for, in a sentence each, and the rejections that tell who has not obeyed. */
import type { Permission } from '@chuishao/core/lifecycle'
import type { RejectionCode, Sentence } from '@chuishao/core/ticket'
import { words } from './words.ts'

type Rule = Permission['rules'][number]
type RuleType = Rule['type']
type Party = Extract<Rule, { type: 'actsFor' }>['party']

interface RuleWords<T extends Rule = Rule> {
  /** Completes: it is required that … */
  says: (rule: T) => Sentence
  codes: readonly RejectionCode[]
}

type RuleOf<T extends RuleType> = T extends unknown ? Extract<Rule, { type: T }> : never

const plain = (zh: string, en: string, ...codes: RejectionCode[]): RuleWords => ({
  says: () => ({ zh, en }),
  codes,
})

const parties: Record<Party, RuleWords> = {
  community: plain('为吹哨的村（社区）办事', 'acts for the community that whistled', 'wrongUnit'),
  lead: plain('为主办单位办事', 'acts for the lead unit', 'wrongUnit'),
  assist: plain('为协办单位办事', 'acts for an assisting unit', 'notAssisting'),
  reviewingDesk: plain('不是退单单位的人', 'is not of the unit that returned it', 'ownReturn'),
  citizen: plain('是工单上的当事居民', 'is the resident on the ticket', 'notYourTicket'),
  anyone: plain('与工单有关', 'has a part in the ticket', 'notYourTicket'),
}

const both = (it: (language: 'zh' | 'en') => string): Sentence => ({ zh: it('zh'), en: it('en') })

const rules: { [T in Exclude<RuleType, 'actsFor'>]: RuleWords<RuleOf<T>> } = {
  draftIsOwn: plain('地点在本村（社区）', 'it lies in their own community', 'wrongUnit'),
  matterOnList: plain(
    '事项在清单上（清单之外无事项）',
    'the matter is on the list',
    'matterMissing',
    'unknownMatter',
  ),
  hasLocation: plain('写明地点', 'it says where', 'locationMissing'),
  hasWhistleEvidence: plain(
    '照片符合事项要求：要求的有，不要求的没有',
    'photos are there where the matter asks for them, and nowhere else',
    'evidenceMissing',
    'photosNotAsked',
  ),
  leadIsKnown: plain('找得到承办单位', 'the unit that it goes to exists', 'unknownUnit'),
  leadIsAnother: plain('换了一个单位', 'it goes to another unit than before', 'sameUnit'),
  leadIsNoCommunity: plain(
    '不把清单之外的事项摊派给村（社区）',
    'no community is made to lead what is outside its own list',
    'downwardAssignment',
  ),
  leadIsStreet: plain('为主办的街道（乡镇）办事', 'acts for the street office that leads', 'wrongUnit'),
  leadIsBelowDepartment: plain(
    '为主办的村（社区）或街道（乡镇）办事',
    'acts for the community or street office that leads',
    'wrongUnit',
  ),
  hasHigherUnit: plain('有更上一级的办理单位', 'there is a higher unit', 'noHigherUnit'),
  routeIs: {
    says: ({ routes }) => ({
      zh: `事项的办理方式是${routes.map((it) => words.zh.routes[it]).join('或')}`,
      en: `the matter's route is ${routes.map((it) => `\`${it}\``).join(' or ')}`,
    }),
    codes: [],
  },
  mayReturn: {
    says: ({ max }) => ({
      zh: `未被指定办理，退单次数未用完（${max} 次）`,
      en: `was not designated, and a return is left (of ${max})`,
    }),
    codes: ['designated', 'returnBudgetSpent'],
  },
  knowsReturnReason: {
    says: ({ reasonCodes }) =>
      both((language) => {
        const codes = reasonCodes.map((it) => `\`${it}\``).join(language === 'zh' ? '、' : ', ')
        return language === 'zh' ? `理由为${codes}之一` : `the reason is one of ${codes}`
      }),
    codes: ['unknownReason'],
  },
  namesReturnTarget: plain(
    '写明应由哪个单位办理，或违反清单的哪一项',
    'it names another unit that it belongs to, or the list item that is violated',
    'returnTargetMissing',
    'unknownUnit',
    'unknownMatter',
    'returnToSelf',
    'downwardAssignment',
  ),
  namesUnit: plain('写明改派到哪个单位', 'it names a unit'),
  namesNoUnit: plain('不写改派单位', 'it names no unit'),
  mergeTargetIsOpen: plain(
    '并入的工单更早提出，仍在办理',
    'the other ticket was raised earlier and is still open',
    'mergeTargetInvalid',
  ),
  notSuspended: plain('没有挂账', 'it is not suspended', 'suspended'),
  isSuspended: plain('已挂账', 'it is suspended', 'notSuspended'),
  reviewDateIsAhead: plain('复查时间晚于现在', 'the review date lies ahead', 'reviewDateInPast'),
  assistIsNew: plain(
    '协办单位存在，尚未参与，也不是被摊派的村（社区）',
    'the unit exists, takes no part yet, and is no community to which it would be assigned',
    'unknownUnit',
    'alreadyAssisting',
    'downwardAssignment',
  ),
  assistIsOpen: plain('有未完成的协办任务', 'its task is still open', 'notAssisting'),
  everyAssistIsDone: plain('协办都已完成', 'every assist is done', 'assistOpen'),
  hasResultEvidence: plain(
    '照片符合事项要求：要求的有，不要求的没有',
    'photos are there where the matter asks for them, and nowhere else',
    'evidenceMissing',
    'photosNotAsked',
  ),
  mayExtend: {
    says: ({ max }) => ({
      zh: `没有待批的延期申请，延期次数未用完（${max} 次）`,
      en: `no request is waiting, and an extension is left (of ${max})`,
    }),
    codes: ['extensionPending', 'extensionBudgetSpent'],
  },
  extensionIsWithin: {
    says: ({ limit: { amount, unit } }) => ({
      zh: `延长不超过 ${words.zh.limit(amount, unit)}`,
      en: `it is for at most ${words.en.limit(amount, unit)}`,
    }),
    codes: ['extensionTooLong'],
  },
  extensionIsPending: plain('有待批的延期申请', 'a request is waiting', 'noExtensionPending'),
  mayRate: plain(
    '是评价方，还没有评过，评价期未过，工单不是不予受理',
    'is a rater who has not rated yet, in time, and the ticket was not declined',
    'notARater',
    'alreadyRated',
    'ratingEnded',
    'declined',
  ),
  completesRating: {
    says: ({ requiredRaters }) => ({
      zh: `应评的（${requiredRaters.map((it) => words.zh.options[it]).join('、')}）都评过了`,
      en: `with it all who should rate (${requiredRaters.join(', ')}) have rated`,
    }),
    codes: [],
  },
  mayReopen: {
    says: ({ max }) => ({
      zh: `重办次数未用完（${max} 次），在期限之内，工单不是不予受理`,
      en: `a reopening is left (of ${max}), within the window, and it was not declined`,
    }),
    codes: ['reopenBudgetSpent', 'reopenWindowOver', 'declined'],
  },
  hasNoOpenAppeal: plain('没有待裁定的申诉', 'no appeal is waiting', 'appealPending'),
  hasNoResident: plain('工单上没有当事居民', 'no resident is on the ticket', 'wrongRole'),
  isSaved: plain('草稿已保存', 'the draft was saved', 'notAllowedInState'),
  hasEvaluationToAppeal: plain('有没申诉过的评价', 'there is a rating not yet appealed', 'notEvaluated'),
  namesEvaluationToAppeal: plain(
    '申诉的是一个没申诉过的评价',
    'it names a rating that was not appealed before',
    'notEvaluated',
    'alreadyAppealed',
  ),
  hasPendingAppeal: plain('有待裁定的申诉', 'an appeal is waiting', 'noAppeal'),
  namesPendingAppeal: plain('裁定的是待裁定的申诉', 'it names a rating whose appeal is waiting', 'noAppeal'),
  clocksWouldMove: plain(
    '现行日历给出不同的期限',
    'the present calendar gives the running clocks other dates',
    'deadlinesCurrent',
  ),
  deadlineIsDue: {
    says: ({ kinds }) =>
      both((language) => {
        const clocks = kinds.map((it) => words[language].clocks[it])
        return language === 'zh' ? `${clocks.join('、')}已到` : `it is time: ${clocks.join(', ')}`
      }),
    codes: ['deadlineNotDue'],
  },
}

const wordsOf = (rule: Rule) =>
  rule.type === 'actsFor' ? parties[rule.party] : (rules[rule.type] as RuleWords)

/** A rule in a sentence, with the figures of its policy. */
export const ruleInWords = (rule: Rule): Sentence => wordsOf(rule).says(rule)

/** Rejections with which a rule answers. */
export const codesOfRule = (rule: Rule): readonly RejectionCode[] => wordsOf(rule).codes
