/** The schemas that the reference describes in a section of their own, so that other pages can point to them. */
import {
  Actor,
  AttachmentRef,
  Attachments,
  Clock,
  Command,
  Draft,
  Evaluation,
  Limit,
  Location,
  Matter,
  Policy,
  DeadlineKind,
  Sentence,
  Status,
  Ticket,
  TicketEvent,
  Unit,
} from '@chuishao/core/ticket'
import type * as z from 'zod/mini'
import { anchor } from './markdown.ts'

export interface Section {
  name: string
  schema: z.core.$ZodType
  /** Where its source is, in `packages/core/src/ticket`. */
  file: string
  about: string
}

export const sections: Section[] = [
  {
    name: 'Ticket',
    schema: Ticket,
    file: 'ticket.ts',
    about: 'One matter on its way (工单). It follows from its events alone.',
  },
  {
    name: 'TicketEvent',
    schema: TicketEvent,
    file: 'events.ts',
    about: 'What happened, one per command, each carrying the hash of the one before.',
  },
  { name: 'Draft', schema: Draft, file: 'commands.ts', about: 'What a whistler fills in (草稿).' },
  {
    name: 'Location',
    schema: Location,
    file: 'location.ts',
    about: 'Where it is: coordinates or an address, never without the reference system.',
  },
  {
    name: 'AttachmentRef',
    schema: AttachmentRef,
    file: 'attachment.ts',
    about: 'A stored photo, by the digest of its bytes.',
  },
  {
    name: 'Clock',
    schema: Clock,
    file: 'ticket.ts',
    about: 'A deadline with the reason for its date (时限).',
  },
  { name: 'Evaluation', schema: Evaluation, file: 'evaluation.ts', about: 'One rating (评哨).' },
  { name: 'Actor', schema: Actor, file: 'actor.ts', about: 'Who acts, and for which unit.' },
  { name: 'Matter', schema: Matter, file: 'matter.ts', about: 'One item of the matter list (事项清单).' },
  {
    name: 'Unit',
    schema: Unit,
    file: 'unit.ts',
    about: 'An organisation that whistles, answers or dispatches (单位).',
  },
  {
    name: 'Policy',
    schema: Policy,
    file: 'policy.ts',
    about: 'What a city sets without forking the lifecycle. Its figures are configuration.',
  },
  { name: 'Limit', schema: Limit, file: 'limit.ts', about: 'A time limit as data.' },
]

/** What stands for these schemas where they occur: a link to their section. `page` is empty on their own page. */
export function sectionLinks(page: 'data.md' | ''): Map<z.core.$ZodType, string> {
  const link = (name: string) => `[${name}](${page}#${anchor(name)})`
  return new Map<z.core.$ZodType, string>([
    ...sections.map(({ name, schema }): [z.core.$ZodType, string] => [schema, link(name)]),
    [Command, '[command](commands.md)'],
    [Attachments, `≤ 9 ${link('AttachmentRef')}`],
    [Sentence, '`{ zh, en }`'],
    [Status, '[state](lifecycle.md)'],
    ...(page === '' ? ([[DeadlineKind, '[clock](commands.md#deadline_reached)']] as const) : []),
  ])
}
