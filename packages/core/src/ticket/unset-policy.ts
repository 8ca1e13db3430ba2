/** The policy of a city that has set nothing, e.g. where another portal keeps its rules to itself. */
import type { Policy } from './policy.ts'

/** So many that nobody is ever refused for it. */
const unlimited = 1_000_000

/**
 * Refuses nothing for a figure that nobody has set: how often a ticket may be returned, extended or reopened is left to
 * whoever keeps it. Its limits only fill the place; nobody may be shown them as the city's.
 *
 * @example const policy = { ...unsetPolicy, returns: { max: 1, reasons } }
 */
export const unsetPolicy: Policy = {
  profile: {
    id: 'unset',
    name: { zh: '未设定', en: 'Not set' },
    source: {
      zh: '本市没有给出时限，此处只是占位，不是任何规定',
      en: 'The city gives no limits: these only fill the place and are no rule',
    },
    acceptLimit: { amount: 1, unit: 'workingDay' },
    handleLimit: { amount: 5, unit: 'workingDay' },
    acceptWarning: { amount: 1, unit: 'hour' },
    handleWarning: { amount: 1, unit: 'workingDay' },
  },
  returns: {
    max: unlimited,
    reasons: [{ code: 'other', label: { zh: '见说明', en: 'As explained' } }],
  },
  extensions: { max: unlimited, maxLimit: { amount: 3650, unit: 'day' } },
  suspension: { pausesClock: false },
  resultReview: {
    enabled: true,
    silenceLimit: { amount: 1, unit: 'day' },
    silence: 'waits',
    reworkLimit: { amount: 1, unit: 'workingDay' },
  },
  evaluation: {
    requiredRaters: ['community'],
    silenceLimit: { amount: 1, unit: 'day' },
    silence: 'waits',
    tags: [],
  },
  reopening: { max: unlimited, window: { amount: 3650, unit: 'day' } },
  notes: [],
}
