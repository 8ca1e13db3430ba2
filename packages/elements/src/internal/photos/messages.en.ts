/** Texts of the photo field in English. */
import type { PhotoMessages } from './messages.ts'

export const en: PhotoMessages = {
  camera: 'Take photo',
  library: 'Choose',
  hint: (max) => `Up to ${max}; made smaller and freed of place data before sending`,
  drop: 'drop or paste them',
  preparing: 'Preparing',
  view: (n) => `View photo ${n}`,
  remove: (n) => `Remove photo ${n}`,
  uploading: (n) => `Upload of photo ${n}`,
  title: (n) => `Photo ${n}`,
  notAnImage: (name) => `“${name}” is not a photo and was not added`,
  unreadable: (name) => `“${name}” cannot be read: it is damaged, or this browser does not know its format`,
  tooMany: (max) => `Up to ${max} photos: the others were not added`,
  uploadFailed: 'A photo could not be uploaded. Nothing you entered is lost; please try again',
  added: (count) => `${count} ${count === 1 ? 'photo' : 'photos'}`,
}
