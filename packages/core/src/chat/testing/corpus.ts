/** Messages as work groups send them, all invented, with what is to be read from each. */

export interface ChatCase {
  says: string
  text: string
  /** Only what the case is about: a code, an address, `null` for what must not be filled in. */
  expected: {
    matter?: string | null
    /** The first of the suggestions. */
    likely?: string | null
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
      matter: null,
      likely: 'JG-03',
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
    says: 'spaces around the figures of a place',
    text: '甲网格员 2026-11-23 09:12:05\n锦绣花园 12 号楼 3 单元 2 楼漏水',
    expected: { address: '锦绣花园 12 号楼 3 单元 2 楼' },
  },
  {
    says: 'a chat record that was forwarded: a line for the day, an emoji, a mention',
    text: '—————  2026-11-22  —————\n\n\n苏日娜  19:05\n\n@物业小李 我们小区东门垃圾堆满了没人清[捂脸]\n',
    expected: {
      matter: 'HW-01',
      address: null,
      perhaps: '小区东门',
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
      others: ['anotherMatter'],
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
    expected: { likely: 'LJ-07', address: '幸福小区北门口', time: '2026-11-24 08:00 前后' },
  },
  {
    says: 'labels as in a form, on one line',
    text: '联系人：苏日娜 13900002222，地址：学府花园5栋1单元；楼道灯不亮',
    expected: {
      likely: 'JG-06',
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
  {
    says: 'labels as in a form, on lines',
    text: '地址：金桥新村6号楼\n时间：11月22号下午3点\n问题：楼道堆满杂物没人清\n联系人：陈师傅\n电话：13800001234',
    expected: {
      likely: 'HW-07',
      address: '金桥新村6号楼',
      time: '2026-11-22 15:00',
      name: '陈师傅',
      phone: '13800001234',
      description: '地址：金桥新村6号楼\n时间：11月22号下午3点\n问题：楼道堆满杂物没人清',
    },
  },
  {
    says: 'QQ: a title before the name, an account behind it',
    text: '【群主】阿古拉(10086123) 2026/11/23 9:05:07\n咱们小区南门那个垃圾桶满了三天了，臭的不行',
    expected: {
      matter: 'HW-01',
      perhaps: '小区南门',
      time: null,
      description: '咱们小区南门那个垃圾桶满了三天了，臭的不行',
    },
  },
  {
    says: 'a record with its heading, and somebody who only sends pictures',
    text: '群聊的聊天记录\n\n高娃 上午 9:12\n新华广场北侧共享单车乱停，堵住盲道\n巴特尔 上午 9:15\n[图片]\n[图片]',
    expected: {
      matter: null,
      address: '新华广场北侧',
      description: '新华广场北侧共享单车乱停，堵住盲道',
    },
  },
  {
    says: 'times in brackets before the names',
    text: '[10:05] 小赵：学府花园12栋电梯坏了，困人\n[10:06] 物业老李：马上处理',
    expected: { address: '学府花园12栋', description: '学府花园12栋电梯坏了，困人' },
  },
  {
    says: 'forwarded from another group, a number with hyphens',
    text: '转自业主群：\n暖气不热，室内只有14度，丽景花园7号楼3单元 张阿姨家 138-0000-5678',
    expected: {
      matter: 'GR-01',
      address: '丽景花园7号楼3单元',
      phone: '13800005678',
      description: '暖气不热，室内只有14度，丽景花园7号楼3单元 张阿姨家',
    },
  },
  {
    says: 'a weekday that is over, and a crossing of two roads',
    text: '周五晚上十点多，工地还在施工，吵得没法睡。兴安路与海拉尔大街交叉口西北角',
    expected: {
      matter: 'ZS-01',
      address: '兴安路与海拉尔大街交叉口西北角',
      time: '2026-11-20 22:00 前后',
    },
  },
  {
    says: 'a name in Mongolian script; a village of the city',
    text: 'ᠪᠠᠲᠤ 昨天 20:11\n哈拉沁村村口路面塌陷',
    expected: {
      matter: 'DL-02',
      perhaps: '哈拉沁村村口',
      community: '哈拉沁村',
      description: '哈拉沁村村口路面塌陷',
    },
  },
  {
    says: 'an announcement of what is to come tells no time',
    text: '@所有人 明天上午9点到12点停水，请大家提前储水',
    expected: { time: null, times: [], description: '明天上午9点到12点停水，请大家提前储水' },
  },
  {
    says: 'since a day, up to now; a building without its estate is only offered',
    text: '11月20日起，3号楼2单元一直停水，没人管',
    expected: { time: '2026-11-20 00:00 至 2026-11-24 10:00', address: null, perhaps: '3号楼2单元' },
  },
  {
    says: 'this morning, roughly',
    text: '今早7点40左右，青山小学门口有流动摊贩卖早点，堵路',
    expected: { matter: null, address: '青山小学门口', time: '2026-11-24 07:40 前后' },
  },
  {
    says: 'English alone: no matter is made up',
    text: 'Uurgen Tom 10:32 AM\nstreet lamp broken near 人民路12号',
    expected: {
      matter: null,
      likely: null,
      address: '人民路12号',
      description: 'street lamp broken near 人民路12号',
    },
  },
  {
    says: 'who reports, with a label and no comma',
    text: '反映人：王先生 电话：13800002222 反映内容：楼上漏水，把天花板泡了，物业不管',
    expected: {
      matter: 'FW-05',
      name: '王先生',
      phone: '13800002222',
      description: '反映内容：楼上漏水，把天花板泡了，物业不管',
    },
  },
  {
    says: 'a crossing and how far from it; 刚才 stays within the hour',
    text: '有个井盖没了，大概在新华大街和东街路口往北50米，刚才有人差点掉进去',
    expected: { address: '新华大街和东街路口往北50米', time: '2026-11-24 09:00 至 10:00 前后' },
  },
  {
    says: 'three numbered matters with a place each',
    text: '高娃 2026-11-24 08:15\n1.锦绣花园北门占道摆摊\n2.锦绣花园南门垃圾堆积\n3.5号楼楼道灯不亮',
    expected: {
      matter: 'SR-01',
      address: '锦绣花园北门',
      description: '1.锦绣花园北门占道摆摊',
      others: ['anotherMatter', 'anotherMatter'],
    },
  },
  {
    says: 'names with a colon in lines of their own: question and answer are one matter',
    text: '李四:\n路灯坏了\n\n王五:\n哪里的\n\n李四:\n幸福路38号对面\n\n王五:\n好的，已转达',
    expected: {
      likely: 'JG-03',
      address: '幸福路38号对面',
      description: '路灯坏了\n哪里的\n幸福路38号对面',
      others: [],
    },
  },
  {
    says: 'eight o’clock of yesterday can be two times',
    text: '昨天8点水管破裂，电话13800000000',
    expected: { matter: 'GS-04', time: null, times: ['2026-11-23 08:00', '2026-11-23 20:00'] },
  },
  {
    says: 'traditional characters: the matter is found all the same',
    text: '大門口的垃圾桶滿出來了，臭得要命，長青花園',
    expected: { matter: 'HW-01', address: '長青花園' },
  },
  {
    says: 'two at night is the next day to some',
    text: '前天夜里2点，中山东路78号楼下酒吧音响震天',
    expected: {
      address: '中山东路78号楼下',
      time: null,
      times: ['2026-11-23 02:00', '2026-11-22 02:00'],
    },
  },
  {
    says: 'the same said twice stands there once; a community next to it is no exact place',
    text: '张三 10:32\n路灯不亮\n张三 10:33\n路灯不亮\n张三 10:33\n敕勒川社区旁边',
    expected: {
      matter: 'JG-03',
      address: null,
      perhaps: '敕勒川社区旁边',
      community: '敕勒川社区',
      description: '路灯不亮\n敕勒川社区旁边',
    },
  },
  {
    says: 'WeCom: accounts in brackets, last week, a thumb',
    text: '赵六(3208) 11-23 14:20\n小广告贴满楼道，上周三就有了\n钱七(3209) 11-23 14:25\n👍',
    expected: { matter: 'SR-03', time: '2026-11-18', description: '小广告贴满楼道，上周三就有了' },
  },
  {
    says: 'what the chat says itself is left out',
    text: '"李四"撤回了一条消息\n王五 21:40\n下水道堵了 污水外溢\n"王五"拍了拍"李四"',
    expected: { matter: 'GS-07', description: '下水道堵了 污水外溢' },
  },
  {
    says: 'a span over midnight without a day is offered as last night',
    text: '晚上11点到凌晨2点，东街夜市烧烤摊油烟大',
    expected: {
      matter: 'SR-10',
      address: '东街夜市',
      time: null,
      times: ['2026-11-23 23:00 至 2026-11-24 02:00'],
    },
  },
  {
    says: 'the identifier of a community',
    text: '150102001003 路灯不亮',
    expected: { matter: 'JG-03', community: '东街社区', address: null },
  },
  {
    says: 'a longer name is not the shorter one in it',
    text: '新东街社区院里健身器材坏了',
    expected: { matter: 'LH-01', community: '新东街社区' },
  },
  {
    says: 'a number in brackets goes with its label',
    text: '居民张女士来电，家住绿地嘉苑2栋，电梯困人，手机（13911112222）',
    expected: {
      address: '绿地嘉苑2栋',
      name: '张女士',
      phone: '13911112222',
      description: '居民 来电，家住绿地嘉苑2栋，电梯困人',
    },
  },
  {
    says: 'two numbers: neither is taken, and both stay',
    text: '楼顶漏水，联系 13900000000 或 13700000000',
    expected: { phone: null, description: '楼顶漏水，联系 13900000000 或 13700000000' },
  },
  {
    says: 'DingTalk: a date with its weekday; a road that is named as an estate begins',
    text: '乌兰 11月23日 周一 09:30\n人行道地砖松动，下雨一踩一身水，学苑路',
    expected: { matter: 'DL-03', address: '学苑路' },
  },
  {
    says: 'half an hour ago, in a park',
    text: '半小时前有人在青山公园里烧落叶，烟很大',
    expected: { matter: null, address: '青山公园', time: '2026-11-24 09:30 前后' },
  },
  {
    says: 'a sentence that ends with a time is no sender',
    text: '路灯不亮 19:05',
    expected: { matter: 'JG-03', description: '路灯不亮 19:05', times: ['2026-11-23 19:05'] },
  },
  {
    says: 'an answer to a quoted line',
    text: '> 张三: 井盖丢了\n在哪？\n光明路口',
    expected: { matter: 'JG-01', address: '光明路口', description: '井盖丢了\n在哪？\n光明路口' },
  },
  {
    says: 'a ticket of the hotline passed on, with its number',
    text: '12345转来：群众反映玉泉区石羊桥路污水外溢，请核实。工单号20261123001，联系电话0471-6660000',
    expected: {
      matter: 'GS-07',
      address: '玉泉区石羊桥路',
      phone: '0471-6660000',
      description: '12345转来：群众反映玉泉区石羊桥路污水外溢，请核实。工单号20261123001',
    },
  },
  {
    says: 'a number that only 我 holds in its clause takes it along',
    text: '锦绣花园3号楼楼道灯一到晚上就黑的，我13800000000',
    expected: { matter: 'JG-06', phone: '13800000000', description: '锦绣花园3号楼楼道灯一到晚上就黑的' },
  },
  {
    says: 'no signs: the words that lead to the number go, and the sentence before them is whole',
    text: '锦绣花园3号楼楼道灯不亮我电话13800000000',
    expected: { phone: '13800000000', description: '锦绣花园3号楼楼道灯不亮' },
  },
  {
    says: 'words before the number and behind it, and thanks that stay',
    text: '井盖坏了，有问题请拨打13800000000找我，谢谢',
    expected: { matter: 'JG-01', phone: '13800000000', description: '井盖坏了，谢谢' },
  },
  {
    says: 'what is said of the number behind it, in two pieces',
    text: '暖气不热 13800000000是我电话 随时可以打',
    expected: { matter: 'GR-01', phone: '13800000000', description: '暖气不热' },
  },
  {
    says: 'a name between the request and the number goes to the contact',
    text: '楼上漏水，请联系王女士13800000000处理',
    expected: { matter: 'FW-05', name: '王女士', phone: '13800000000', description: '楼上漏水' },
  },
  {
    says: 'a name behind the number',
    text: '家长群转：学校对面奶茶店往下水道倒泔水，味儿太大。可以联系我了解情况：13900002222 李女士',
    expected: {
      name: '李女士',
      phone: '13900002222',
      description: '家长群转：学校对面奶茶店往下水道倒泔水，味儿太大。',
    },
  },
  {
    says: 'a number that nobody answers is what happened, and stays',
    text: '拨打13800000000没人接，路灯还是不亮',
    expected: { phone: null, description: '拨打13800000000没人接，路灯还是不亮' },
  },
  {
    says: 'nor is one the resident’s that bothers people, or cannot be reached',
    text: '快递柜被撬了，联系不上13800000000，丽景花园南门',
    expected: {
      phone: null,
      address: '丽景花园南门',
      description: '快递柜被撬了，联系不上13800000000，丽景花园南门',
    },
  },
  {
    says: 'voice to text, in one breath; 看不见路 is no road',
    text: '那个就是我们小区南门那个路灯昨天晚上就开始不亮了然后老人出来都看不见路麻烦给处理一下我的电话是13800000000',
    expected: {
      likely: 'JG-03',
      address: null,
      perhaps: '小区南门',
      time: '2026-11-23 18:00 至 24:00',
      phone: '13800000000',
      description: '那个就是我们小区南门那个路灯昨天晚上就开始不亮了然后老人出来都看不见路麻烦给处理一下',
    },
  },
  {
    says: 'several people, signs and a picture; a bus stop beside it is no matter of buses',
    text: '张三 10:32\n学府花园北门井盖翘起来了😡😡\n李四 10:33\n对，我昨晚差点摔了\n王五 10:35\n[图片]\n王五 10:35\n就这个位置，挨着公交站牌\n张三 10:40\n我139 0000 1111，来了打我',
    expected: {
      matter: null,
      likely: 'JG-01',
      phone: '13900001111',
      description: '学府花园北门井盖翘起来了😡😡\n对，我昨晚差点摔了\n就这个位置，挨着公交站牌',
      others: [],
    },
  },
  {
    says: 'forwarded, with a relative to call, who is no name',
    text: '———— 转发消息 ————\n王阿姨：燃气灶一打火就灭，三天了，金桥新村2号楼，家里有八十多老人。联系人女儿13900002222\n———— 转发消息 ————',
    expected: {
      address: '金桥新村2号楼',
      name: null,
      phone: '13900002222',
      description: '燃气灶一打火就灭，三天了，金桥新村2号楼，家里有八十多老人。',
    },
  },
  {
    says: 'captions of pictures',
    text: '[图片]\n说明：幸福小区东侧围墙倒了一截\n[图片]\n说明：砖头砸到自行车\n昨天夜里风大',
    expected: {
      address: '幸福小区东侧',
      description: '说明：幸福小区东侧围墙倒了一截\n说明：砖头砸到自行车\n昨天夜里风大',
    },
  },
  {
    says: 'two sentences that end with signs of their own around a number',
    text: '您好，我是青山社区居民，家住锦绣花园2号楼，最近半夜总有人飙车，望领导重视。联系电话：13900002222。谢谢！',
    expected: {
      address: '锦绣花园2号楼',
      phone: '13900002222',
      description: '您好，我是青山社区居民，家住锦绣花园2号楼，最近半夜总有人飙车，望领导重视。谢谢！',
    },
  },
  {
    says: 'says of itself who it is: 我叫',
    text: '小区健身器材坏了（就是那个转腰的），孩子差点夹手。我叫赵敏，手机13900002222，白天都在',
    expected: {
      matter: 'LH-01',
      name: '赵敏',
      phone: '13900002222',
      description: '小区健身器材坏了（就是那个转腰的），孩子差点夹手。白天都在',
    },
  },
  {
    says: 'a place behind its label ends where something else is said; 就东街 is 东街',
    text: '井盖位置：新华大街与东街路口西南角，破了一半。拍照人13900002222',
    expected: {
      address: '新华大街与东街路口西南角',
      phone: '13900002222',
      description: '井盖位置：新华大街与东街路口西南角，破了一半。',
    },
  },
  {
    says: 'labels without a colon',
    text: '电话13900002222，姓名高娃，地址学府花园5栋2单元301，问题：暖气片漏水',
    expected: {
      matter: 'GR-04',
      address: '学府花园5栋2单元301',
      name: '高娃',
      phone: '13900002222',
      description: '地址学府花园5栋2单元301，问题：暖气片漏水',
    },
  },
  {
    says: 'no number at all, but a wish about one',
    text: '@网格员小赵 电动车又停楼道里充电了 3栋2单元 举报人不想留名 别打我电话',
    expected: {
      matter: 'XF-01',
      phone: null,
      description: '电动车又停楼道里充电了 3栋2单元 举报人不想留名 别打我电话',
    },
  },
  {
    says: 'what is missing comes first, and then who nearly fell into it, on what',
    text: '云杉路和松涛街交叉口井盖没了！！！今早7点半发现的，骑电动车的差点掉进去',
    expected: { matter: 'JG-01', address: '云杉路和松涛街交叉口', time: '2026-11-24 07:30' },
  },
  {
    says: 'what somebody begins with is no proof where the first words tell of something else',
    text: '楼下那辆破夏利满是灰，车牌都没了，占着地方',
    expected: { matter: null },
  },
  {
    says: 'two messages about two matters, of which only the second is told in words of the list',
    text: '张三 10:32\n锦绣路五金店把钢管堆在人行道上 轮椅过不去\n张三 10:33\n昨晚上10点多还在施工 吵',
    expected: { matter: null, others: [] },
  },
  {
    says: 'two matters in one message: none is sure',
    text: '井盖坏了 / 昨晚上10点多还在施工，施工噪声吵得睡不着，夜间施工没人管',
    expected: { matter: null, others: [] },
  },
  {
    says: 'a date in brackets beside 明天',
    text: '明天（11月30日）8:00-18:00 停电检修',
    expected: { times: ['2026-11-30 08:00 至 18:00'] },
  },
  {
    says: 'a weekday in brackets beside 明天: the clock is of no other day',
    text: '明天（周三）8:00-18:00 停电检修',
    expected: { time: null, times: [] },
  },
]
