/** The demo city's policy. Every figure is for demonstration: Hohhot has not published its own. */
import type { Policy } from '@chuishao/core/ticket'
import { demoProfile } from '@chuishao/core/time'

export const demoPolicy: Policy = {
  profile: { ...demoProfile, responseLimit: { amount: 1, unit: 'workingDay' } },
  returns: {
    max: 2,
    reasons: [
      { code: 'notOurDuty', label: { zh: '不属于本单位职责', en: 'Not our duty' } },
      { code: 'otherRegion', label: { zh: '不属于本辖区', en: 'Outside our region' } },
      { code: 'wrongMatter', label: { zh: '事项选择错误', en: 'Filed under the wrong matter' } },
      {
        code: 'ownership',
        label: { zh: '产权或管护单位另有归属', en: 'Owned or maintained by somebody else' },
      },
      {
        code: 'inCourt',
        label: { zh: '已进入诉讼、仲裁或复议', en: 'Already before a court or arbitrator' },
      },
    ],
  },
  extensions: { max: 1, maxLimit: { amount: 15, unit: 'workingDay' } },
  suspension: { pausesClock: true },
  resultReview: {
    enabled: true,
    silenceLimit: { amount: 3, unit: 'day' },
    reworkLimit: { amount: 2, unit: 'day' },
  },
  evaluation: {
    requiredRaters: ['community', 'citizen'],
    silenceLimit: { amount: 7, unit: 'day' },
    tags: [
      { code: 'quick', label: { zh: '响应快', en: 'Quick to respond' } },
      { code: 'thorough', label: { zh: '处理彻底', en: 'Thorough' } },
      { code: 'polite', label: { zh: '态度好', en: 'Polite' } },
      { code: 'explained', label: { zh: '解释清楚', en: 'Explained clearly' } },
      { code: 'slow', label: { zh: '处理慢', en: 'Slow' } },
      { code: 'superficial', label: { zh: '治标不治本', en: 'Superficial' } },
      { code: 'noContact', label: { zh: '没有联系群众', en: 'Nobody contacted the resident' } },
    ],
  },
  reopening: { max: 1, window: { amount: 15, unit: 'day' } },
  rateWeights: { response: 20, solved: 40, satisfied: 40 },
  notes: ['本页政策、时限为演示而设，不是呼和浩特市的规定。'],
}
