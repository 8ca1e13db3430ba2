/** All migrations in order. A migration that was released is never changed; the next one changes its result. */
import type { Migration } from 'kysely/migration'
import { tickets } from './0001-tickets.ts'
import { views } from './0002-views.ts'
import { photos } from './0003-photos.ts'
import { delivery } from './0004-delivery.ts'
import { rollup } from './0005-rollup.ts'
import { listFilters } from './0006-list-filters.ts'
import { search } from './0007-search.ts'
import { feedSecret } from './0008-feed-secret.ts'
import { listStatistics } from './0009-list-statistics.ts'
import { rollupFilters } from './0010-rollup-filters.ts'

export const migrations: Record<string, Migration> = {
  '0001-tickets': tickets,
  '0002-views': views,
  '0003-photos': photos,
  '0004-delivery': delivery,
  '0005-rollup': rollup,
  '0006-list-filters': listFilters,
  '0007-search': search,
  '0008-feed-secret': feedSecret,
  '0009-list-statistics': listStatistics,
  '0010-rollup-filters': rollupFilters,
}
