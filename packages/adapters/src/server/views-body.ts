/** A page of the view log as it travels. Not among the bodies that the gateway reads: no element shows it. */
import { ViewEvent } from '@chuishao/core/privacy'
import * as z from 'zod/mini'

export const ViewsBody = z.object({ items: z.array(ViewEvent), nextCursor: z.exactOptional(z.string()) })
