/**
 * What may be reported: 部件 or 事件 (event type), 大类 (main type), 小类 (sub type), as GB/T 30428.2 divides them. The three
 * together name one: main types of 部件 and 事件 have the same numbers. Numbers and names here are invented.
 */
import type { DemoCity, DemoMatter } from '../demo-city.ts'

export interface EventType {
  event_type_id: 1 | 2
  event_type_name: '部件' | '事件'
  main_type_id: string
  main_type_name: string
  sub_type_id: string
  sub_type_name: string
  /** The department that the list of duties (权责清单) names; the centre dispatches by hand where it names none. */
  dispose_unit_id: number | null
  /** Hours to accept and to finish, counted from dispatch. */
  accept_hours: number
  dispose_hours: number
  /** 0 none, 1 as one likes, 2 at least one. */
  media_rule: 0 | 1 | 2
  matter: DemoMatter
}

const mediaRules = { none: 0, optional: 1, required: 2 } as const

/** Categories whose matters are things that stand in the street, and not what people do there. */
const parts = ['公用设施', 'streets']

export function eventTypesOf(
  { matters }: DemoCity,
  unitIdOf: (key: string) => number | undefined,
): EventType[] {
  const categories = [...new Set(matters.map(({ category }) => category))]
  return matters.map((matter): EventType => {
    const isPart = parts.includes(matter.category)
    const main = categories.filter((it) => parts.includes(it) === isPart).indexOf(matter.category) + 1
    const siblings = matters.filter(({ category }) => category === matter.category)
    const main_type_id = String(main).padStart(2, '0')
    return {
      event_type_id: isPart ? 1 : 2,
      event_type_name: isPart ? '部件' : '事件',
      main_type_id,
      main_type_name: matter.category,
      sub_type_id: main_type_id + String(siblings.indexOf(matter) + 1).padStart(2, '0'),
      sub_type_name: matter.name,
      dispose_unit_id: unitIdOf(matter.department ?? '') ?? null,
      accept_hours: matter.signHours,
      dispose_hours: matter.finishHours,
      media_rule: mediaRules[matter.photo ?? 'optional'],
      matter,
    }
  })
}
