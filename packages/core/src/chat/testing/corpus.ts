/** Messages as work groups send them, all invented, with what is to be read from each. */

export interface ChatCase {
  says: string
  text: string
  /** Only what the case is about: a code, an address, `null` for what must not be filled in. */
  expected: {
    matter?: string | null
    address?: string | null
    perhaps?: string | null
    time?: string | null
    times?: string[]
    phone?: string | null
    name?: string | null
    description?: string | null
    community?: string | null
    others?: string[]
  }
}

export const corpus: ChatCase[] = [
  {
    says: 'WeChat on a phone: name and time, place, time and phone in one sentence',
    text: '张三 10:32\n锦绣花园3号楼2单元门口路灯昨晚八点就不亮了，联系电话13800000000',
    expected: {
      matter: 'JG-03',
      address: '锦绣花园3号楼2单元门口',
      time: '2026-11-23 20:00',
      phone: '13800000000',
      description: '锦绣花园3号楼2单元门口路灯昨晚八点就不亮了',
    },
  },
  {
    says: 'WeChat on a computer: date with seconds, a picture, and somebody who says 收到',
    text: '张三 2026-11-23 10:32:15\n东街12号门口井盖坏了\n[图片]\n李四 2026-11-23 10:33:02\n收到\n',
    expected: { matter: 'JG-01', address: '东街12号门口', description: '东街12号门口井盖坏了', others: [] },
  },
  {
    says: 'a chat record that was forwarded: a line for the day, an emoji, a mention',
    text: '—————  2026-11-22  —————\n\n\n苏日娜  19:05\n\n@物业小李 我们小区东门垃圾堆满了没人清[捂脸]\n',
    expected: {
      matter: 'HW-01',
      address: null,
      perhaps: '东门',
      description: '我们小区东门垃圾堆满了没人清',
    },
  },
  {
    says: 'a quotation that the answer belongs to',
    text: '「张三：路灯不亮」\n- - - - - - - - - - - - - - -\n人民路和新华大街交叉口，从前天开始的',
    expected: {
      matter: 'JG-03',
      address: '人民路和新华大街交叉口',
      time: '2026-11-22 00:00 至 2026-11-24 10:00',
      description: '路灯不亮\n人民路和新华大街交叉口，从前天开始的',
    },
  },
  {
    says: 'two numbered matters: the first is taken, the other is offered',
    text: '1、锦绣花园路灯不亮 2、南门井盖破损，王女士反映，电话 139 0000 1111',
    expected: {
      matter: 'JG-03',
      address: '锦绣花园',
      name: '王女士',
      phone: '13900001111',
      description: '1、锦绣花园路灯不亮',
      others: ['JG-01'],
    },
  },
  {
    says: 'a resident who reports goes to the contact',
    text: '王大爷反映：今天上午9点半左右，新东街菜市场旁边下水道堵了往外返水。',
    expected: {
      matter: 'GS-07',
      address: '新东街菜市场旁边',
      time: '2026-11-24 09:30 前后',
      name: '王大爷',
      description: '反映：今天上午9点半左右，新东街菜市场旁边下水道堵了往外返水。',
    },
  },
  {
    says: 'a Mongolian name and sentence beside the Chinese',
    text: 'Болд 昨天 19:05\nЭнд гэрэл асахгүй байна 路灯不亮',
    expected: { matter: 'JG-03', description: 'Энд гэрэл асахгүй байна 路灯不亮' },
  },
  {
    says: 'an English name and an English sentence',
    text: 'Tom Li 11/23 10:32\nManhole cover broken at 东街12号，井盖丢了',
    expected: { matter: 'JG-01', address: '东街12号' },
  },
  {
    says: 'traditional characters, of which nothing is changed in the description',
    text: '東門路燈壞了，請盡快維修',
    expected: { address: null, perhaps: '東門', description: '東門路燈壞了，請盡快維修' },
  },
  {
    says: 'hours ago',
    text: '两个小时前幸福小区北门口有人打架',
    expected: { matter: 'LJ-07', address: '幸福小区北门口', time: '2026-11-24 08:00 前后' },
  },
  {
    says: 'labels as in a form, on one line',
    text: '联系人：苏日娜 13900002222，地址：学府花园5栋1单元；楼道灯不亮',
    expected: {
      matter: 'JG-06',
      address: '学府花园5栋1单元',
      name: '苏日娜',
      phone: '13900002222',
      description: '地址：学府花园5栋1单元；楼道灯不亮',
    },
  },
  {
    says: "an office's number is not the resident's",
    text: '12345热线 物业电话0471-5550000 没人接，暖气不热',
    expected: { phone: null, address: null, description: '12345热线 物业电话0471-5550000 没人接，暖气不热' },
  },
  {
    says: 'what happens every night has no time',
    text: '每天晚上10点以后烧烤摊吵得睡不着',
    expected: { matter: 'SR-10', time: null, times: [], address: null },
  },
  {
    says: 'no more than 收到',
    text: '收到',
    expected: { matter: null, description: '收到' },
  },
  {
    says: 'a grid and a crossing; eight can only have been in the morning',
    text: '网格员小赵：第3网格，和平路与兴安路路口红绿灯坏了，8点就这样了',
    expected: {
      matter: 'JG-11',
      address: '第3网格，和平路与兴安路路口',
      time: '2026-11-24 08:00',
      description: '第3网格，和平路与兴安路路口红绿灯坏了，8点就这样了',
    },
  },
]
