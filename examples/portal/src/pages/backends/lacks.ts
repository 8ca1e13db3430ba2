/** What a backend declares not to do, in words. */
import type { GatewayCapabilities } from '@chuishao/core/service'
import { commandTypes, type CommandType } from '@chuishao/core/ticket'
import type { Bilingual } from '../language.ts'

const flags: [keyof GatewayCapabilities, Bilingual][] = [
  ['upload', { zh: '上传照片', en: 'Photos' }],
  ['subscribe', { zh: '实时推送', en: 'Live changes' }],
  ['history', { zh: '办理过程', en: 'History' }],
  ['figures', { zh: '统计', en: 'Figures' }],
  ['contacts', { zh: '填写居民联系方式', en: 'Contact of the resident' }],
  ['preview', { zh: '发送前预告承办单位和时限', en: 'Who will answer, said before sending' }],
  ['conflicts', { zh: '保证发现别人先改过', en: 'Telling always that somebody was faster' }],
  ['replays', { zh: '重复发送只算一次', en: 'Sending twice counts once' }],
  ['hashedHistory', { zh: '办理过程防篡改校验', en: 'A history chained by hashes' }],
]

/** Nobody sends these by hand. */
const ofTheSystem = new Set<CommandType>(['DEADLINE_REACHED', 'RECALCULATE_DEADLINES'])

/** One sentence each, in the order of `GatewayCapabilities`. */
export function lacksOf(capabilities: GatewayCapabilities): Bilingual[] {
  const { commands, filters, orders } = capabilities
  const missing = commandTypes.filter((type) => !ofTheSystem.has(type) && commands?.includes(type) === false)
  return [
    ...flags.flatMap(([flag, name]) => (capabilities[flag] === false ? [name] : [])),
    ...(missing.length > 0
      ? [
          {
            zh: `${missing.length} 种操作：${missing.join('、')}`,
            en: `${missing.length} commands: ${missing.join(', ')}`,
          },
        ]
      : []),
    ...(filters
      ? [{ zh: `只能按 ${filters.join('、')} 筛选`, en: `Lists are narrowed by ${filters.join(', ')} only` }]
      : []),
    ...(orders
      ? [{ zh: `只能按 ${orders.join('、')} 排序`, en: `Sorted by ${orders.join(', ')} only` }]
      : []),
  ]
}
