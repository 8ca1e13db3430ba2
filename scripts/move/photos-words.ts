/** What a move says of the photos, which stay where they are, and what stops it: a directory that is only guessed, wrongly. */
import type { PhotosThere } from '@chuishao/adapters/postgres'
import type { Sentence } from '@chuishao/core/ticket'
import type { Photos } from './move-options.ts'

/** Where the photos are cannot be told: nothing was moved. */
export class PhotosUnknownError extends Error {
  override readonly name = 'PhotosUnknownError'
  readonly code = 'photosUnknown'
  readonly sentence: Sentence
  constructor({ directory, guessed }: PhotosIn, { named, missing }: PhotosThere) {
    const [zh, en] = guessed
      ? [
          `照片目录没有给出；猜测是 ${directory}，但`,
          `It was not said where the photos are. The guess is ${directory}, but missing there: `,
        ]
      : [`照片目录给的是 ${directory}，但`, `The photos were said to be in ${directory}, but missing there: `]
    const sentence = {
      zh: `${zh}数据库工单中的 ${named} 张照片有 ${missing} 张不在那里。请用 --photos 指明服务所用的照片目录；照片在 S3 时用 --photos s3。尚未迁移任何数据。`,
      en: `${en}${missing} of ${named} photos of the tickets. Say with --photos which directory the service keeps them in, or --photos s3 where it keeps them in an S3-compatible storage. Nothing was moved.`,
    }
    super(sentence.en)
    this.sentence = sentence
  }
}

type PhotosIn = Extract<Photos, { directory: string }>

/** What is said before anything is moved. Throws {@link PhotosUnknownError}. */
export function photosToldFirst(photos: Photos, there: PhotosThere): string[] {
  const { named, missing } = there
  if (named === 0) return ['照片：数据库的工单中没有照片。', 'Photos: the tickets of the database have none.']
  if (photos === 's3')
    return [
      `照片：工单有 ${named} 张，按 --photos s3 留在对象存储中，未核对。`,
      `Photos: in an S3-compatible storage as --photos says (${named}); they were not looked for.`,
    ]
  const { directory, guessed } = photos
  // Some may have been lost before, and whoever names the directory knows; none at all is another directory.
  if (missing > 0 && (guessed || missing === named)) throw new PhotosUnknownError(photos, there)
  if (missing > 0)
    return [
      `照片：目录 ${directory}。工单的 ${named} 张照片有 ${missing} 张不在其中，请在迁移后用 audit 命令查看是哪些。`,
      `Photos: in ${directory}. Missing there: ${missing} of ${named} photos of the tickets; the command audit names them after the move.`,
    ]
  const why = guessed
    ? { zh: '（未给出 --photos，按位置找到）', en: ' (found beside the database, --photos was not given)' }
    : { zh: '', en: '' }
  return [
    `照片：目录 ${directory}${why.zh}，工单的 ${named} 张照片都在其中。`,
    `Photos: in ${directory}${why.en}, with all photos of the tickets (${named}).`,
  ]
}

/** What is said at the end: where the service has to find them. */
export function photosToldLast(photos: Photos, { named }: PhotosThere): string[] {
  if (named === 0) return []
  return photos === 's3'
    ? [
        '照片不在数据库中：服务仍需使用原来的对象存储。',
        'Photos are not in the database: the service needs their storage as before.',
      ]
    : [
        `照片是文件，不在数据库中：服务仍需使用原来的照片目录 ${photos.directory}。`,
        `Photos are files, not rows: the service needs the directory ${photos.directory} as before.`,
      ]
}
