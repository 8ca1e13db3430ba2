/** What a backend declares not to do, in the words that people use. */
import type { GatewayCapabilities, ListFilter, ListQuery } from '@chuishao/core/service'
import {
  commandFieldNames,
  commandNamesEn,
  commandNamesZh,
  commandTypes,
  type CommandType,
} from '@chuishao/core/ticket'
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

const filterNames: Record<ListFilter, Bilingual> = {
  statuses: { zh: '状态', en: 'status' },
  leadUnitId: { zh: '承办单位', en: 'lead unit' },
  communityId: { zh: '社区', en: 'community' },
  category: { zh: '事项类别', en: 'category' },
  matterCode: { zh: '事项', en: 'matter' },
  warning: { zh: '预警', en: 'warning' },
  text: { zh: '文字', en: 'text' },
}

const orderNames: Record<NonNullable<ListQuery['order']>, Bilingual> = {
  updated: { zh: '最近更新', en: 'latest change' },
  due: { zh: '到期先后', en: 'what is due first' },
}

/** Nobody sends these by hand. */
const ofTheSystem = new Set<CommandType>(['DEADLINE_REACHED', 'RECALCULATE_DEADLINES'])

const joined = (names: Bilingual[]): Bilingual => ({
  zh: names.map(({ zh }) => zh).join('、'),
  en: names.map(({ en }) => en).join(', '),
})

/** One sentence each, in the order of `GatewayCapabilities`. */
export function lacksOf(capabilities: GatewayCapabilities): Bilingual[] {
  const { commands, filters, orders, lostFields = {} } = capabilities
  const missing = commandTypes.filter((type) => !ofTheSystem.has(type) && commands?.includes(type) === false)
  const named = joined(missing.map((type) => ({ zh: commandNamesZh[type], en: commandNamesEn[type] })))
  const narrowing = joined((filters ?? []).map((it) => filterNames[it]))
  const sorting = joined((orders ?? []).map((it) => orderNames[it]))
  return [
    ...flags.flatMap(([flag, name]) => (capabilities[flag] === false ? [name] : [])),
    ...(missing.length > 0
      ? [{ zh: `${missing.length} 种操作：${named.zh}`, en: `${missing.length} commands: ${named.en}` }]
      : []),
    ...commandTypes.flatMap((type) => {
      const names = joined(lostFields[type]?.flatMap((it) => commandFieldNames[it] ?? []) ?? [])
      if (names.zh === '') return []
      return [
        {
          zh: `${commandNamesZh[type]}不询问：${names.zh}`,
          en: `${commandNamesEn[type]} without: ${names.en}`,
        },
      ]
    }),
    ...(filters
      ? [
          filters.length > 0
            ? { zh: `只能按${narrowing.zh}筛选`, en: `Lists are narrowed by ${narrowing.en} only` }
            : { zh: '不能筛选', en: 'Lists cannot be narrowed' },
        ]
      : []),
    ...(orders ? [{ zh: `只能按${sorting.zh}排序`, en: `Sorted by ${sorting.en} only` }] : []),
  ]
}
