/** Registers every element under its usual tag. */
import { defineAll } from './define.ts'
import type {} from './whistle-form/whistle-form.define.ts'
import type {} from './whistle-outbox/whistle-outbox.define.ts'
import type {} from './whistle-provider/whistle-provider.define.ts'
import type {} from './whistle-rating/whistle-rating.define.ts'
import type {} from './whistle-ticket-card/whistle-ticket-card.define.ts'
import type {} from './whistle-ticket-list/whistle-ticket-list.define.ts'

// Not through the define modules: a bundler would move those into shared chunks, which it then takes for free of effects.
defineAll()
