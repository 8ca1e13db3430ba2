/** Registers every element under its usual tag. */
import { defineAll } from './define.ts'
import type {} from './whistle-provider/whistle-provider.define.ts'
import type {} from './whistle-rating/whistle-rating.define.ts'

// Not through the define modules: a bundler would move those into shared chunks, which it then takes for free of effects.
defineAll()
