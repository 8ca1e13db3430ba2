/** Looks for telephone and identity numbers in what is typed; a module of its own, fetched when a number is typed. */
// Not through the index: nothing else of it belongs into a page.
import { findPersonal } from '@chuishao/core/privacy/find-personal'

export const holdsPersonalData = (text: string): boolean => findPersonal(text).length > 0
