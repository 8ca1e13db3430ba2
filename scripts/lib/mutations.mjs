// What the mutation check breaks: guards and actions of the lifecycle, one at a time. `find` stands exactly once in the
// file; where the source says it differently now, that is an error here, so that nothing is passed over in silence.

/**
 * @typedef {object} Mutation
 * @property {string} name what is broken, as a sentence
 * @property {string} file below packages/core/src
 * @property {string} find
 * @property {string} replace
 */

/** @type {Mutation[]} */
export const mutations = [
  {
    name: 'any unit may sign for the lead',
    file: 'lifecycle/rules.ts',
    find: "return unless(isLead(ticket, actor), 'wrongUnit')",
    replace: 'return undefined',
  },
  {
    name: 'the returning unit reviews its own return',
    file: 'lifecycle/rules.ts',
    find: "return unless(ticket.returns[ticket.returns.length - 1]?.unitId !== actor.unitId, 'ownReturn')",
    replace: 'return undefined',
  },
  {
    name: 'a designated unit may return again',
    file: 'lifecycle/rules.ts',
    find: "if (ticket.designated) return 'designated'",
    replace: '',
  },
  {
    name: 'one return more than the budget',
    file: 'lifecycle/rules.ts',
    find: "unless(counted < max, 'returnBudgetSpent')",
    replace: "unless(counted <= max, 'returnBudgetSpent')",
  },
  {
    name: 'a result while assistants are still at work',
    file: 'lifecycle/rules.ts',
    find: "unless(!ticket.assists.some(isOpen), 'assistOpen')",
    replace: 'undefined',
  },
  {
    name: 'work may be pushed down to a community',
    file: 'lifecycle/rules.ts',
    find: "known.lead?.type !== 'community' ||",
    replace: 'true ||',
  },
  {
    name: 'a closed ticket is reopened after the window',
    file: 'lifecycle/rules.ts',
    find: 'event.at <= reopenUntil',
    replace: 'true',
  },
  {
    name: 'a deadline takes effect before it is due',
    file: 'lifecycle/rules.ts',
    find: 'clock.dueAt <= event.at',
    replace: 'true',
  },
  {
    name: 'the handle limit counts from signing, not from dispatch',
    file: 'lifecycle/machine.ts',
    find: "actions: ['record', stop('accept'), start('handle', 'dispatch')]",
    replace: "actions: ['record', stop('accept'), start('handle')]",
  },
  {
    name: 'the evaluation clock runs on after a reopening',
    file: 'lifecycle/machine.ts',
    find: "actions: ['record', stop('evaluation'), start('handle')]",
    replace: "actions: ['record', start('handle')]",
  },
  {
    name: 'silence counts as a confirmation',
    file: 'lifecycle/machine.ts',
    find: "close('unconfirmed')",
    replace: "close('confirmed')",
  },
  {
    name: 'a suspension pauses the clock only where the policy says that it must not',
    file: 'lifecycle/machine.ts',
    find: 'policy.suspension.pausesClock ?',
    replace: '!policy.suspension.pausesClock ?',
  },
  {
    name: 'who stayed silent is not marked unrated',
    file: 'lifecycle/effects.ts',
    find: 'unrated: missingRaters(ticket, settings.policy.evaluation.requiredRaters)',
    replace: 'unrated: []',
  },
  {
    name: 'a refused return does not bind its unit',
    file: 'lifecycle/record.ts',
    find: 'designated: true',
    replace: 'designated: false',
  },
  {
    name: 'an appeal touches the rating before the reopening',
    file: 'lifecycle/record.ts',
    find: 'it.rater === rater && it.round === ticket.reopenCount ? change(it)',
    replace: 'it.rater === rater ? change(it)',
  },
  {
    name: 'a suspended ticket may be escalated',
    file: 'lifecycle/machine.ts',
    find: "rule('leadIsBelowDepartment'),\n              rule('notSuspended'),",
    replace: "rule('leadIsBelowDepartment'),",
  },
  {
    name: 'a new lead counts as having signed',
    file: 'lifecycle/record.ts',
    find: "without(without(ticket, 'acceptedAt'), 'supervisionLevel')",
    replace: "without(ticket, 'supervisionLevel')",
  },
  {
    name: 'a returned whistle takes no other',
    file: 'lifecycle/rules.ts',
    find: "  'accepted',\n  'rejected',\n",
    replace: "  'accepted',\n",
  },
  {
    name: 'a required rating is late only once somebody says so',
    file: 'lifecycle/rules.ts',
    find: 'isOver || ',
    replace: '',
  },
  {
    name: 'a list makes a community lead of a department’s matter',
    file: 'matters/responsible.ts',
    find: "named?.type === 'community' ? undefined : named",
    replace: 'named',
  },
]
