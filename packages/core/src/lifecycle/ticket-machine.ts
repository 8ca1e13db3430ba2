/** The lifecycle ready to run, for those who want the statechart and no city of their own yet. */
import type { Policy } from '../ticket/index.ts'
import { demoProfile } from '../time/profiles.ts'
import { createLifecycle } from './create-lifecycle.ts'

/** A policy to start from. Its figures are examples, no city's rule: replace them by your own. */
export const defaultPolicy: Policy = {
  profile: demoProfile,
  returns: {
    max: 2,
    reasons: [
      { code: 'notOurDuty', label: { zh: '不属于本单位职责', en: 'Not our duty' } },
      { code: 'wrongPlace', label: { zh: '不在本单位辖区', en: 'Not in our area' } },
      { code: 'offTheList', label: { zh: '不符合事项清单', en: 'Against the matter list' } },
    ],
  },
  extensions: { max: 1, maxLimit: { amount: 10, unit: 'workingDay' } },
  suspension: { pausesClock: true },
  resultReview: {
    enabled: true,
    silenceLimit: { amount: 3, unit: 'day' },
    reworkLimit: { amount: 2, unit: 'workingDay' },
  },
  evaluation: {
    requiredRaters: ['community', 'citizen'],
    silenceLimit: { amount: 7, unit: 'day' },
    tags: [],
  },
  reopening: { max: 1, window: { amount: 15, unit: 'day' } },
  notes: [],
}

/**
 * The lifecycle as a plain XState machine: `createActor(ticketMachine, { input: { id } })`, `transition`, the inspector.
 * It follows `defaultPolicy` on Monday to Friday; `createLifecycle(policy, calendar)` makes that of a city.
 */
export const ticketMachine = /* @__PURE__ */ createLifecycle(defaultPolicy)
