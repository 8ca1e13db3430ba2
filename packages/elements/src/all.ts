/** Registers every element under its usual tag. */
import './whistle-provider/whistle-provider.define.ts'
import './whistle-rating/whistle-rating.define.ts'
