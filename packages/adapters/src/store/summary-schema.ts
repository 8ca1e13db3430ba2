/** The list line as a schema, for reading back what a database holds. */
import type { TicketSummary } from '@chuishao/core/service'
import { AttachmentRef, Code, Instant, Line, Status, Uuid, warnings } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

const text = z.string()

export const SummarySchema = z.object({
  ticketId: Uuid,
  version: z.int().check(z.minimum(1)),
  status: Status,
  matterCode: z.exactOptional(Code),
  matterName: z.exactOptional(Line),
  category: z.exactOptional(Line),
  excerpt: text,
  address: z.exactOptional(text),
  communityId: z.exactOptional(Code),
  leadUnitId: z.exactOptional(Code),
  assistUnitIds: z.array(Code),
  partyUnitIds: z.array(Code),
  createdBy: z.exactOptional(Code),
  citizenId: z.exactOptional(Code),
  warning: z.enum(warnings),
  supervised: z.boolean(),
  supervisionLevel: z.exactOptional(z.int()),
  suspended: z.boolean(),
  designated: z.boolean(),
  dueAt: z.exactOptional(Instant),
  createdAt: Instant,
  updatedAt: Instant,
  photo: z.exactOptional(AttachmentRef),
}) satisfies z.ZodMiniType<TicketSummary>
