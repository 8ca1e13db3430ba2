/**
 * The lifecycle of a ticket: whistle, answer, evaluate. This one statechart decides on the server, draws the buttons in
 * the browser, and makes the permission matrix and the diagram.
 *
 * A transition reads: on this command, when these rules are obeyed, go there, and do this. `record` writes the command
 * into the ticket, `clock` starts and stops its deadlines, `close` says how it ended, `enter` which state it is in.
 *
 * It is plain data in the form of an XState machine: `createLifecycle` runs it in XState, `decide` and `available` read
 * it directly, so that a page that only decides does not load XState. A test holds both to the same answers.
 */
import type { Confirmer, DeadlineKind, Policy, Role, Status, Ticket } from '../ticket/index.ts'
import type { ClockName, ClockOrder } from './clocks.ts'
import { answeringRoles, communityRoles, talkingRoles } from './parties.ts'
import type { Party, PlainRule, Rule } from './rules.ts'

const when = (...rules: Rule[]) => ({ type: 'obeys', params: rules }) as const
const by = (...roles: Role[]): Rule => ({ type: 'hasRole', roles })
const actingFor = (party: Party): Rule => ({ type: 'actsFor', party })
const rule = (type: PlainRule): Rule => ({ type })

const clock = (order: ClockOrder) => ({ type: 'clock', params: order }) as const
const start = (name: ClockName, from: 'dispatch' | 'now' | 'rework' | 'overdue' = 'now') =>
  clock({ op: 'start', clock: name, from })
const stop = (name: ClockName | 'all') => clock({ op: 'stop', clock: name })
const close = (as: NonNullable<Ticket['closing']>) => ({ type: 'close', params: { as } }) as const
const enter = (status: Status) => ({ type: 'enter', params: { status } }) as const

const whistler = [by(...communityRoles), actingFor('community')]
const lead = [by(...answeringRoles), actingFor('lead')]
const reviewer = [by('returnReviewer'), actingFor('reviewingDesk')]
const dispatcher = by('dispatcher')
const system = by('system')
/** Another calendar moves the clocks that count working days. */
const recalculating = {
  RECALCULATE_DEADLINES: {
    guard: when(by('system'), rule('clocksWouldMove')),
    actions: ['record', clock({ op: 'recalculate', clock: 'all' })],
  },
} as const

const dueOf = (...kinds: DeadlineKind[]): Rule => ({ type: 'deadlineIsDue', kinds })

/** Who may confirm or refuse a result: whom the policy names, and the community where no resident is there to ask. */
const confirmers = ({ resultReview: { confirmedBy = ['community'] } }: Policy): Rule[][] => {
  const rules: Record<Confirmer, Rule[]> = {
    community: whistler,
    citizen: [by('citizen'), actingFor('citizen')],
    dispatchCentre: [dispatcher],
  }
  const fallback = confirmedBy.includes('community') ? [] : [[...whistler, rule('hasNoResident')]]
  return [...confirmedBy.map((it) => rules[it]), ...fallback]
}

/**
 * The statechart for one city's policy. Numbers of the policy become parameters of its guards; states and commands are
 * the same everywhere.
 */
export function statechart(policy: Policy) {
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
    COMMENT: { guard: when(by(...talkingRoles), actingFor('anyone')), actions: ['record'] },
  } as const

  /** A missed limit sets off the first level of supervision, and each level the next, where the policy has any. */
  const ringing = (warnings: DeadlineKind[], limit: DeadlineKind) =>
    policy.supervision
      ? ([
          { guard: when(system, dueOf(...warnings)), actions: ['record'] },
          {
            guard: when(system, dueOf(limit, 'supervision')),
            actions: ['record', start('supervision', 'overdue')],
          },
        ] as const)
      : ({ guard: when(system, dueOf(...warnings, limit)), actions: ['record'] } as const)

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

  const { requiredRaters } = policy.evaluation
  const mayRate: Rule = { type: 'mayRate', requiredRaters }
  const submitRules = [...lead, rule('notSuspended'), rule('everyAssistIsDone'), rule('hasResultEvidence')]
  const startEvaluation = policy.evaluation.silence === 'waits' ? [] : [start('evaluation')]
  const afterHandling = {
    actions: ['record', stop('handle'), close('notReviewed'), ...startEvaluation],
  } as const

  return {
    id: 'ticket',
    initial: 'draft',
    states: {
      draft: {
        entry: enter('draft'),
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
        entry: enter('whistled'),
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
          DEADLINE_REACHED: ringing(['acceptWarning'], 'accept'),
          ...recalculating,
        },
      },

      rejected: {
        entry: enter('rejected'),
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
            entry: enter('underReview.returned'),
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
            entry: enter('underReview.resolved'),
            on: {
              ...talk,
              CONFIRM_RESULT: confirmers(policy).map((who) => ({
                guard: when(...who),
                target: '#ticket.closed' as const,
                actions: ['record', stop('resultReview'), close('confirmed'), ...startEvaluation] as const,
              })),
              REFUSE_RESULT: confirmers(policy).map((who) => ({
                guard: when(...who),
                target: '#ticket.accepted' as const,
                actions: ['record', stop('resultReview'), start('handle', 'rework')] as const,
              })),
              DEADLINE_REACHED:
                policy.resultReview.silence === 'waits'
                  ? { guard: when(system, dueOf('resultReview')), actions: ['record'] as const }
                  : {
                      guard: when(system, dueOf('resultReview')),
                      target: '#ticket.closed' as const,
                      actions: ['record', close('unconfirmed'), ...startEvaluation] as const,
                    },
              ...recalculating,
            },
          },
        },
      },

      accepted: {
        entry: enter('accepted'),
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
            actions: ['record', stop('supervision'), clock({ op: 'extend', clock: 'handle' })],
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
            ? ({
                guard: when(...submitRules),
                target: 'underReview.resolved',
                actions: ['record', stop('handle'), start('resultReview')],
              } as const)
            : ({ guard: when(...submitRules), target: 'closed', ...afterHandling } as const),
          DEADLINE_REACHED: ringing(['handleWarning', 'suspensionReview'], 'handle'),
          ...recalculating,
        },
      },

      closed: {
        entry: enter('closed'),
        on: {
          ...talk,
          ...appealing,
          EVALUATE: [
            {
              guard: when(by(...communityRoles, 'citizen'), mayRate, {
                type: 'completesRating',
                requiredRaters,
              }),
              target: 'evaluated',
              actions: ['record', stop('evaluation')],
            },
            { guard: when(by(...communityRoles, 'citizen'), mayRate), actions: ['record'] },
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
          ...recalculating,
        },
      },

      evaluated: {
        entry: enter('evaluated'),
        on: {
          EVALUATE: { guard: when(by(...communityRoles, 'citizen'), mayRate), actions: ['record'] },
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

      withdrawn: { type: 'final', entry: enter('withdrawn') },
      merged: { type: 'final', entry: enter('merged') },
      discarded: { type: 'final', entry: enter('discarded') },
    },
  } as const
}
