/** Units and people, in this portal's own numbers: 专业部门 handle, 监督员 report and check, the centre files and dispatches. */
import type { DemoAccount, DemoCity, DemoUnit } from '../demo-city.ts'

export interface ChengguanUnit {
  unit_id: number
  unit_name: string
  /** 1 监督指挥中心, 2 专业部门, 3 社区. */
  unit_type: 1 | 2 | 3
  key: string
}

export interface Human {
  human_id: number
  /** What they sign in with. */
  human_code: string
  human_name: string
  unit_id: number | null
  part: DemoAccount['part']
}

const unitTypes: Record<DemoUnit['kind'], ChengguanUnit['unit_type']> = {
  centre: 1,
  department: 2,
  community: 3,
}

/** Joined by commas, as the portal answers them. */
export const roleCodes: Record<DemoAccount['part'], string> = {
  reporter: 'jdy',
  handler: 'zybm',
  centre: 'pqy,zbz',
  citizen: 'gz',
}

export function humansOf(city: DemoCity) {
  const units = city.units.map(({ key, name, kind }, index): ChengguanUnit => ({
    unit_id: 20_001 + index,
    unit_name: name,
    unit_type: unitTypes[kind],
    key,
  }))
  const humans = city.accounts.map(({ userName, nickName, unit, part }, index): Human => ({
    human_id: 301 + index,
    human_code: userName,
    human_name: nickName,
    unit_id: units.find(({ key }) => key === unit)?.unit_id ?? null,
    part,
  }))
  return { units, humans }
}
