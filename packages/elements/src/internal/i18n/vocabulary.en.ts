/** The words of the domain that several elements share, in English. */
import type { Vocabulary } from './vocabulary.ts'

const limitUnits = {
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  workingDay: 'working day',
  halfWorkingDay: 'half working day',
  workingHour: 'working hour',
  workingMinute: 'working minute',
}

export const en: Vocabulary = {
  statuses: {
    draft: 'Draft',
    whistled: 'Awaiting answer',
    accepted: 'In progress',
    rejected: 'Returned',
    'underReview.returned': 'Return under review',
    'underReview.resolved': 'Awaiting confirmation',
    closed: 'Closed',
    evaluated: 'Rated',
    withdrawn: 'Withdrawn',
    merged: 'Merged',
    discarded: 'Discarded',
  },
  reported: 'Reported',
  unitTypes: {
    community: 'Community',
    street: 'Street office',
    districtDepartment: 'District department',
    cityDepartment: 'City department',
    dispatchCentre: 'Dispatch centre',
    outsideHandler: 'Partner organisation',
  },
  routes: { selfGovernance: 'Community itself', street: 'Street office', department: 'Department' },
  warnings: { none: 'On time', yellow: 'Due soon', red: 'Overdue' },
  clocks: {
    acceptWarning: 'Acceptance warning',
    accept: 'Accept by',
    handleWarning: 'Handling warning',
    handle: 'Resolve by',
    resultReview: 'Confirm result by',
    evaluation: 'Rate by',
    suspensionReview: 'Review suspension',
    supervision: 'Supervision rises',
  },
  flags: {
    designated: 'Designated',
    supervised: 'Supervised',
    suspended: 'Suspended',
    provisional: 'Provisional',
  },
  levels: {
    5: 'Very satisfied',
    4: 'Satisfied',
    3: 'Fairly satisfied',
    2: 'Dissatisfied',
    1: 'Very dissatisfied',
  },
  solved: { yes: 'Solved', no: 'Not solved' },
  limitUnits: {
    minute: 'minutes',
    hour: 'hours',
    day: 'days',
    workingDay: 'working days',
    halfWorkingDay: 'half working days',
    workingHour: 'working hours',
    workingMinute: 'working minutes',
  },
  limit: (amount, unit) => `${amount} ${limitUnits[unit]}${amount === 1 ? '' : 's'}`,
}
