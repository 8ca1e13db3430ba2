/** The list line as it leaves its district: what is not named here stays there. */
import type { CityWideLine, TicketSummary } from '@chuishao/core/service'
import { Code } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { SummarySchema } from './summary-schema.ts'

const { shape } = SummarySchema

export const CityWideLineSchema = z.object({
  tenantId: Code,
  ticketId: shape.ticketId,
  version: shape.version,
  status: shape.status,
  matterCode: shape.matterCode,
  matterName: shape.matterName,
  category: shape.category,
  communityId: shape.communityId,
  leadUnitId: shape.leadUnitId,
  assistUnitIds: shape.assistUnitIds,
  warning: shape.warning,
  supervised: shape.supervised,
  supervisionLevel: shape.supervisionLevel,
  suspended: shape.suspended,
  designated: shape.designated,
  dueAt: shape.dueAt,
  createdAt: shape.createdAt,
  updatedAt: shape.updatedAt,
}) satisfies z.ZodMiniType<CityWideLine>

export const cityWideLine = (tenantId: string, summary: TicketSummary): CityWideLine =>
  z.parse(CityWideLineSchema, { ...summary, tenantId })
