/**
 * The lifecycle of a ticket: whistle, answer, evaluate. This one statechart decides on the server, draws the buttons in
 * the browser, and makes the permission matrix and the diagram.
 *
 * A transition reads: on this command, when these rules are obeyed, go there, and do this. `record` writes the command
 * into the ticket; `clock` and `close` say which deadlines run and how a ticket ended, and `decide` carries them out,
 * because only it knows the calendar.
 */
import { assign, setup } from 'xstate'
import { newTicket, type DeadlineKind, type Policy, type Role, type Ticket } from '../ticket/index.ts'
import type { LifecycleEvent } from './event.ts'
import { answeringRoles, communityRoles } from './parties.ts'
import { record } from './record.ts'
import { brokenRule, type Party, type PlainRule, type Rule } from './rules.ts'

/** Clocks by what they stand for; a warning belongs to its clock. */
export type ClockName = 'accept' | 'handle' | 'resultReview' | 'evaluation' | 'suspensionReview'

export type ClockOrder =
  /** Counted from the dispatch, from now, or, for a rework, with the rework's own limit. */
  | { op: 'start'; clock: ClockName; from: 'dispatch' | 'now' | 'rework' }
  | { op: 'stop'; clock: ClockName | 'all' }
  | { op: 'pause' | 'resume' | 'extend'; clock: 'handle' }

export type CloseOrder = { as: NonNullable<Ticket['closing']> }

const lifecycle = setup({
  types: {
    context: {} as Ticket,
    input: {} as { ticket?: Ticket; id: string },
    events: {} as LifecycleEvent,
  },
  guards: {
    obeys: ({ context, event }, rules: Rule[]) => brokenRule(context, event, rules) === undefined,
  },
  actions: {
    record: assign(({ context, event }) => record(context, { ...event, facts: factsOf(event) })),
    clock: (_, _order: ClockOrder) => {},
    close: assign(({ event }, { as }: CloseOrder) => ({ closing: as, closedAt: event.at })),
    endRating: () => {},
  },
})

/** What the machine alone knows to record; `decide` adds the clocks. */
export const factsOf = ({ known }: LifecycleEvent) => ({
  ...(known.matter && { matter: known.matter }),
  ...(known.lead && { leadUnitId: known.lead.id }),
})

const when = (...rules: Rule[]) => ({ type: 'obeys', params: rules }) as const
const by = (...roles: Role[]): Rule => ({ type: 'hasRole', roles })
const actingFor = (party: Party): Rule => ({ type: 'actsFor', party })
const rule = (type: PlainRule): Rule => ({ type })

const clock = (order: ClockOrder) => ({ type: 'clock', params: order }) as const
const start = (name: ClockName, from: 'dispatch' | 'now' | 'rework' = 'now') =>
  clock({ op: 'start', clock: name, from })
const stop = (name: ClockName | 'all') => clock({ op: 'stop', clock: name })
const close = (as: CloseOrder['as']) => ({ type: 'close', params: { as } }) as const

const whistler = [by(...communityRoles), actingFor('community')]
const lead = [by(...answeringRoles), actingFor('lead')]
const reviewer = [by('returnReviewer'), actingFor('reviewingDesk')]
const dispatcher = by('dispatcher')
const system = by('system')
const dueOf = (...kinds: DeadlineKind[]): Rule => ({ type: 'deadlineIsDue', kinds })

/**
 * The machine for one city's policy. Numbers of the policy become parameters of its guards; states and commands are the
 * same everywhere.
 */
export function createLifecycle(policy: Policy) {
  const readyToSend: Rule[] = [
    by(...communityRoles),
    rule('draftIsOwn'),
    rule('matterOnList'),
    rule('hasLocation'),
    rule('hasWhistleEvidence'),
    rule('leadIsKnown'),
  ]

  const talk = {
    URGE: { guard: when(...whistler), actions: ['record'] },
    SUPERVISE: { guard: when(dispatcher), actions: ['record'] },
    COMMENT: { guard: when(actingFor('anyone')), actions: ['record'] },
  } as const

  // Also where silence has ended the evaluation: a rating that was given counts, so it may be appealed.
  const appealing = {
    APPEAL_EVALUATION: {
      guard: when(
        by('departmentHandler'),
        actingFor('lead'),
        rule('hasEvaluationToAppeal'),
        rule('namesEvaluationToAppeal'),
      ),
      actions: ['record'],
    },
    DECIDE_APPEAL: {
      guard: when(by('supervisor'), rule('hasPendingAppeal'), rule('namesPendingAppeal')),
      actions: ['record'],
    },
  } as const

  const submitRules = [...lead, rule('notSuspended'), rule('everyAssistIsDone'), rule('hasResultEvidence')]
  const afterHandling = {
    actions: ['record', stop('handle'), close('notReviewed'), start('evaluation')],
  } as const

  return lifecycle.createMachine({
    id: 'ticket',
    context: ({ input }) => input.ticket ?? newTicket(input.id),
    initial: 'draft',
    states: {
      draft: {
        on: {
          EDIT: {
            guard: when(by(...communityRoles, 'buildingHead'), rule('draftIsOwn')),
            actions: ['record'],
          },
          DISCARD: {
            guard: when(by(...communityRoles), rule('isSaved'), rule('draftIsOwn')),
            target: 'discarded',
            actions: ['record'],
          },
          WHISTLE: [
            {
              guard: when(...readyToSend, { type: 'routeIs', routes: ['selfGovernance'] }),
              target: 'accepted',
              actions: ['record', start('handle', 'dispatch')],
            },
            { guard: when(...readyToSend), target: 'whistled', actions: ['record', start('accept')] },
          ],
        },
      },

      whistled: {
        on: {
          ...talk,
          ACCEPT: {
            guard: when(...lead),
            target: 'accepted',
            actions: ['record', stop('accept'), start('handle', 'dispatch')],
          },
          RETURN: {
            guard: when(
              by('departmentHandler', 'streetOfficer'),
              actingFor('lead'),
              { type: 'mayReturn', max: policy.returns.max },
              { type: 'knowsReturnReason', reasonCodes: policy.returns.reasons.map(({ code }) => code) },
              rule('namesReturnTarget'),
            ),
            target: 'rejected',
            actions: ['record', stop('accept')],
          },
          ESCALATE: {
            guard: when(by('streetOfficer'), rule('leadIsStreet'), rule('hasHigherUnit')),
            actions: ['record', stop('all'), start('accept')],
          },
          REDISPATCH: {
            guard: when(dispatcher, rule('leadIsKnown'), rule('leadIsAnother'), rule('leadIsNoCommunity')),
            actions: ['record', stop('all'), start('accept')],
          },
          MERGE: {
            guard: when(dispatcher, rule('mergeTargetIsOpen')),
            target: 'merged',
            actions: ['record', stop('all')],
          },
          WITHDRAW: { guard: when(...whistler), target: 'withdrawn', actions: ['record', stop('all')] },
          DEADLINE_REACHED: { guard: when(system, dueOf('acceptWarning', 'accept')), actions: ['record'] },
        },
      },

      rejected: {
        on: {
          ...talk,
          RETRACT_RETURN: {
            guard: when(...lead),
            target: 'accepted',
            actions: ['record', start('handle', 'dispatch')],
          },
          CLAIM_REVIEW: { guard: when(...reviewer), target: 'underReview.returned', actions: ['record'] },
        },
      },

      underReview: {
        initial: 'returned',
        states: {
          returned: {
            on: {
              ...talk,
              UPHOLD_RETURN: [
                {
                  guard: when(
                    ...reviewer,
                    rule('namesUnit'),
                    rule('leadIsKnown'),
                    rule('leadIsAnother'),
                    rule('leadIsNoCommunity'),
                  ),
                  target: '#ticket.whistled',
                  actions: ['record', start('accept')],
                },
                {
                  guard: when(...reviewer, rule('namesNoUnit')),
                  target: '#ticket.closed',
                  actions: ['record', close('declined')],
                },
              ],
              REFUSE_RETURN: {
                guard: when(...reviewer),
                target: '#ticket.accepted',
                actions: ['record', start('handle', 'dispatch')],
              },
            },
          },
          resolved: {
            on: {
              ...talk,
              CONFIRM_RESULT: {
                guard: when(by(...communityRoles), actingFor('community')),
                target: '#ticket.closed',
                actions: ['record', stop('resultReview'), close('confirmed'), start('evaluation')],
              },
              REFUSE_RESULT: {
                guard: when(by(...communityRoles), actingFor('community')),
                target: '#ticket.accepted',
                actions: ['record', stop('resultReview'), start('handle', 'rework')],
              },
              DEADLINE_REACHED: {
                guard: when(system, dueOf('resultReview')),
                target: '#ticket.closed',
                actions: ['record', close('unconfirmed'), start('evaluation')],
              },
            },
          },
        },
      },

      accepted: {
        on: {
          ...talk,
          REPORT_PROGRESS: { guard: when(...lead), actions: ['record'] },
          ADD_ASSIST: { guard: when(...lead, rule('assistIsNew')), actions: ['record'] },
          ASSIST_DONE: {
            guard: when(by(...answeringRoles), actingFor('assist'), rule('assistIsOpen')),
            actions: ['record'],
          },
          REQUEST_EXTENSION: {
            guard: when(
              ...lead,
              rule('notSuspended'),
              { type: 'mayExtend', max: policy.extensions.max },
              { type: 'extensionIsWithin', limit: policy.extensions.maxLimit },
            ),
            actions: ['record'],
          },
          GRANT_EXTENSION: {
            guard: when(dispatcher, rule('extensionIsPending'), rule('notSuspended')),
            actions: ['record', clock({ op: 'extend', clock: 'handle' })],
          },
          REFUSE_EXTENSION: { guard: when(dispatcher, rule('extensionIsPending')), actions: ['record'] },
          SUSPEND: {
            guard: when(dispatcher, rule('notSuspended'), rule('reviewDateIsAhead')),
            actions: [
              'record',
              ...(policy.suspension.pausesClock ? [clock({ op: 'pause', clock: 'handle' })] : []),
              start('suspensionReview'),
            ],
          },
          RESUME: {
            guard: when(dispatcher, rule('isSuspended')),
            actions: ['record', stop('suspensionReview'), clock({ op: 'resume', clock: 'handle' })],
          },
          ESCALATE: {
            guard: when(
              by(...communityRoles, 'streetOfficer'),
              rule('leadIsBelowDepartment'),
              rule('notSuspended'),
              rule('hasHigherUnit'),
            ),
            target: 'whistled',
            actions: ['record', stop('all'), start('accept')],
          },
          SUBMIT_RESULT: policy.resultReview.enabled
            ? {
                guard: when(...submitRules),
                target: 'underReview.resolved',
                actions: ['record', stop('handle'), start('resultReview')],
              }
            : { guard: when(...submitRules), target: 'closed', ...afterHandling },
          DEADLINE_REACHED: {
            guard: when(system, dueOf('handleWarning', 'handle', 'suspensionReview')),
            actions: ['record'],
          },
        },
      },

      closed: {
        on: {
          ...talk,
          ...appealing,
          EVALUATE: [
            {
              guard: when(by(...communityRoles, 'citizen'), rule('mayRate'), {
                type: 'completesRating',
                requiredRaters: policy.evaluation.requiredRaters,
              }),
              target: 'evaluated',
              actions: ['record', stop('evaluation')],
            },
            { guard: when(by(...communityRoles, 'citizen'), rule('mayRate')), actions: ['record'] },
          ],
          REOPEN: {
            guard: when(...whistler, rule('hasNoOpenAppeal'), {
              type: 'mayReopen',
              max: policy.reopening.max,
            }),
            target: 'accepted',
            actions: ['record', stop('evaluation'), start('handle')],
          },
          DEADLINE_REACHED: {
            guard: when(system, dueOf('evaluation')),
            actions: ['record', 'endRating'],
          },
        },
      },

      evaluated: {
        on: {
          EVALUATE: { guard: when(by(...communityRoles, 'citizen'), rule('mayRate')), actions: ['record'] },
          REOPEN: {
            guard: when(...whistler, rule('hasNoOpenAppeal'), {
              type: 'mayReopen',
              max: policy.reopening.max,
            }),
            target: 'accepted',
            actions: ['record', start('handle')],
          },
          ...appealing,
        },
      },

      withdrawn: { type: 'final' },
      merged: { type: 'final' },
      discarded: { type: 'final' },
    },
  })
}

export type TicketMachine = ReturnType<typeof createLifecycle>
