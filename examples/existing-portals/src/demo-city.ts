/** What both portals hold before anybody whistles: invented units, accounts and matters, and no real person. */

export interface DemoUnit {
  /** Short name that the demo's files know it by; each portal gives its own number. */
  key: string
  name: string
  kind: 'community' | 'department' | 'centre'
}

export interface DemoAccount {
  userName: string
  /** Shown to others. */
  nickName: string
  /** The unit's key; a citizen has none. */
  unit?: string
  part: 'reporter' | 'handler' | 'centre' | 'citizen'
}

export interface DemoMatter {
  key: string
  name: string
  category: string
  /** Key of the department that answers for it; without one the centre dispatches by hand. */
  department?: string
  /** Hours to sign and to finish, counted from dispatch: invented, no city's rule. */
  signHours: number
  finishHours: number
  /** Whether a report needs a photo, may have one (default), or must not have one. */
  photo?: 'required' | 'optional' | 'none'
}

export interface DemoCity {
  units: DemoUnit[]
  accounts: DemoAccount[]
  matters: DemoMatter[]
}

/** Every demo account has this password: there is nothing behind it. */
export const demoPassword = 'demo-12345'

export const demoCity: DemoCity = {
  units: [
    { key: 'centre', name: '示例市接诉即办指挥中心', kind: 'centre' },
    { key: 'community-a', name: '示例社区甲', kind: 'community' },
    { key: 'community-b', name: '示例社区乙', kind: 'community' },
    { key: 'city-management', name: '示例区城市管理局', kind: 'department' },
    { key: 'housing', name: '示例区住房保障局', kind: 'department' },
  ],
  accounts: [
    { userName: 'grid-a', nickName: '甲网格员', unit: 'community-a', part: 'reporter' },
    { userName: 'grid-b', nickName: '乙网格员', unit: 'community-b', part: 'reporter' },
    { userName: 'handler-cm', nickName: '城管经办人', unit: 'city-management', part: 'handler' },
    { userName: 'handler-housing', nickName: '住房经办人', unit: 'housing', part: 'handler' },
    { userName: 'centre', nickName: '派遣员', unit: 'centre', part: 'centre' },
    { userName: 'citizen', nickName: '示例居民', part: 'citizen' },
  ],
  matters: [
    {
      key: 'lamp',
      name: '路灯不亮',
      category: '公用设施',
      department: 'city-management',
      signHours: 2,
      finishHours: 48,
    },
    {
      key: 'manhole',
      name: '井盖破损',
      category: '公用设施',
      department: 'city-management',
      signHours: 1,
      finishHours: 4,
      photo: 'required',
    },
    {
      key: 'pavement',
      name: '占道经营',
      category: '街面秩序',
      department: 'city-management',
      signHours: 2,
      finishHours: 24,
    },
    {
      key: 'property',
      name: '物业服务不到位',
      category: '住房物业',
      department: 'housing',
      signHours: 4,
      finishHours: 120,
    },
    { key: 'other', name: '其他事项', category: '其他', signHours: 4, finishHours: 120 },
  ],
}
