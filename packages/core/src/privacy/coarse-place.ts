/** Roughly where: the road or the compound instead of the door, the neighbourhood instead of the point. */
import type { Location } from '../ticket/index.ts'

const numerals = '[〇零一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰甲乙丙丁戊]'
const house = String.raw`\p{N}|(?<!${numerals})${numerals}+(?=[号栋幢座楼单])|(?:[东西南北中]区)?(?<![A-Za-zＡ-Ｚａ-ｚ])[A-Za-zＡ-Ｚａ-ｚ](?= ?[号栋幢座楼单])`
const firstNumber = new RegExp(house, 'u')

/** An address up to its first number. */
export function coarseAddress(address: string): string {
  const [road = ''] = address.split(firstNumber, 1)
  const trimmed = road.replace(/(?<![\s,，、-])[\s,，、-]+$/u, '')
  return trimmed === '' ? '***' : trimmed
}

/** Degrees with two decimals: within about 700 m of the place at 40° north. */
const coarseDegrees = (degrees: number): number => Math.round(degrees * 100) / 100
/** What a coarse coordinate says of its own accuracy, in metres. */
const coarseMetres = 1000

export function coarseLocation(location: Location): Location {
  const { lng, lat, accuracyMetres = 0, address, ...place } = location
  return {
    ...place,
    ...(lng !== undefined &&
      lat !== undefined && {
        lng: coarseDegrees(lng),
        lat: coarseDegrees(lat),
        accuracyMetres: Math.max(accuracyMetres, coarseMetres),
      }),
    ...(address !== undefined && { address: coarseAddress(address) }),
  }
}
