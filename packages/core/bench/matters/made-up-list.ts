/**
 * A matter list as long as a prefecture's: 1,568 city and 4,779 district items. **Made up**: objects, defects and places
 * combined by a seeded shuffle, to measure searching with; no city's list reads so, and nothing in it is a rule.
 */
import type { Matter } from '../../src/ticket/matter.ts'
import { shuffled } from './seeded.ts'

/** What it is called first, then what people say. */
type Words = [name: string, ...sayings: string[]]
const words = (text: string): Words[] =>
  text.split(' ').map((entry) => {
    const [name = '', ...sayings] = entry.split('/')
    return [name, ...sayings]
  })

const defects = {
  facility: words(
    '破损/坏了/烂了 缺失/没了/丢了 松动/晃荡 锈蚀/生锈 倾斜/歪了 堵塞/堵了/不通 老化/太旧了 漏电/带电 异响/响得厉害 未恢复/没修好 设置不合理/装得不是地方 无人维护/没人修',
  ),
  mess: words(
    '积存/堆着 清理不及时/没人清/没人管 满溢/满了/冒出来了 散发异味/臭/有味道 乱堆乱放/乱放/堆得到处是 乱倒偷倒/偷着倒 遗撒/撒了一路 污染水体/流到河里 阻塞通行/挡路 孳生蚊蝇/招苍蝇',
  ),
  conduct: words(
    '扰民/吵人/闹腾 占道/占路 无证经营/没执照/黑店 价格不公示/没标价/乱要钱 虚假宣传/骗人 存在消防隐患/怕着火 未按规定停放/乱停 超时营业/半夜不关 拒不整改/说了不改 毁坏绿地/毁绿',
  ),
  service: words(
    '申请受理/咋申请/找谁办 进度查询/办到哪了 收费争议/收费高/乱收费 态度不佳/态度差/爱答不理 等候时间过长/排队久/等太久 信息登记错误/弄错了 资格复核/重新审 补办换发/丢了补办 停止发放/不给发了 政策咨询/问政策',
  ),
  supply: words(
    '中断/停了/没了 压力不足/太小/上不来 计量争议/表不准 泄漏/漏了 费用争议/费用高 管线老化/管子老了 抢修不及时/没人来修 未通知停供/不通知就停 开户报装/想装 管线占压/压住了',
  ),
}
type Kind = keyof typeof defects

const city: [category: string, kind: Kind, objects: Words[]][] = [
  [
    '市容秩序',
    'conduct',
    words(
      '流动摊贩/摆摊的/小贩 露天烧烤/烤串的 户外广告/广告牌 店外经营/门口摆货 沿街商铺/门面 建材堆放/沙子砖头 占道宣传/发传单 废旧物品收购/收破烂的 洗车场所/洗车店 夜间大排档/大排档',
    ),
  ],
  [
    '环境卫生',
    'mess',
    words(
      '生活垃圾/垃圾 建筑垃圾/砖头渣土 餐厨垃圾/泔水 公共厕所粪污/公厕 果皮箱/垃圾桶 绿化垃圾/树叶树枝 积雪残冰/雪 河道漂浮物/水面垃圾 动物粪便/狗屎 医疗废物/针管',
    ),
  ],
  [
    '市政道路',
    'facility',
    words(
      '车行道路面/马路 人行道地砖/步道砖 盲道/盲人道 路缘石/马路牙子 隔离护栏/栏杆 过街天桥/天桥 地下通道/地道 桥梁栏杆/桥 减速带/减速坎 限高架/限高杆',
    ),
  ],
  [
    '照明井盖',
    'facility',
    words(
      '路灯/街灯 路灯杆/灯杆 庭院灯/院灯 景观灯/彩灯 雨水井盖/井盖 污水井盖/下水井盖 通信井盖/弱电井盖 电力井盖/电缆井盖 雨水篦子/水篦子 交通信号灯/红绿灯',
    ),
  ],
  [
    '集中供热',
    'supply',
    words(
      '居民供热/暖气 单位供热/单位暖气 供热主管线/热力管 楼内立管供热/立管 换热站供热/换热站 分户供热/分户暖气 地暖/地热 低温热源/低温 农村集中供暖/村里暖气 公共建筑供热/楼里暖气',
    ),
  ],
  [
    '供水排水',
    'supply',
    words(
      '自来水/水 二次供水/加压水 热水/洗澡水 消防供水/消火栓 中水/再生水 农村饮水/村里的水 施工临时供水/工地用水 雨水排放/雨水 污水排放/下水道 直饮水/净水机',
    ),
  ],
  [
    '供电通信',
    'supply',
    words(
      '居民用电/电 商业用电/店里的电 农业灌溉用电/浇地的电 宽带网络/网 手机信号/信号 有线电视/电视 充电设施/充电桩 楼道公共用电/楼道的电 固定电话/座机 临时用电/临时电',
    ),
  ],
  [
    '燃气安全',
    'supply',
    words(
      '管道天然气/天然气 瓶装液化气/煤气罐 燃气立管供气/燃气管 餐饮用气/饭店的气 调压供气/调压箱 锅炉燃气/锅炉的气 车用燃气/加气站 小区燃气/小区的气 村庄燃气/村里的气 学校食堂用气/食堂的气',
    ),
  ],
  [
    '物业服务',
    'facility',
    words(
      '住宅电梯/电梯 单元门禁/单元门 监控设备/摄像头 小区道闸/起落杆 楼道扶手/扶手 地下车库/地库 消防通道标识/消防通道 信报箱/报箱 公共座椅/椅子 屋面防水/房顶',
    ),
  ],
  [
    '房屋安全',
    'facility',
    words(
      '外墙瓷砖/外墙皮 保温层/保温 阳台护栏/阳台 承重墙/墙 空调外机支架/空调架子 雨棚/雨搭 防盗网/护窗 地基/房子根基 楼板/天花板 加装电梯/老楼电梯',
    ),
  ],
  [
    '停车交通',
    'conduct',
    words(
      '机动车/小汽车 大型货车/大货车 电动自行车/电动车 非法营运车辆/黑车 渣土运输车/拉土车 校车/接送车 快递三轮车/三轮 共享汽车/租的车 僵尸车/废车 农用车辆/拖拉机',
    ),
  ],
  [
    '公共交通',
    'service',
    words(
      '公交线路/公交车 出租汽车/出租车 地铁乘车/地铁 老年乘车卡/老年卡 共享单车/小黄车 共享电单车/电单车 长途客运/长途车 定制公交/定制车 公交站点/站牌 网约车/滴滴',
    ),
  ],
  [
    '园林绿化',
    'facility',
    words(
      '行道树/路边的树 公园步道/步道 绿地围栏/绿化带围栏 花箱/花盆 喷泉设施/喷泉 儿童游乐设施/滑梯 健身器材/锻炼器材 篮球场地/篮球场 凉亭长廊/亭子 草坪/草地',
    ),
  ],
  [
    '生态环境',
    'mess',
    words(
      '工业废气/厂子的烟 餐饮油烟/油烟 施工扬尘/灰尘 黑臭水体/臭水沟 秸秆焚烧烟尘/烧秸秆 危险废物/化工废料 养殖粪污/猪粪 畜禽尸体/死猪 锅炉烟尘/黑烟 尾矿渣/矿渣',
    ),
  ],
  [
    '应急消防',
    'facility',
    words(
      '室外消火栓/消防栓 灭火器/灭火瓶 疏散指示牌/逃生标志 防火门/消防门 烟感报警器/烟感 应急照明灯/应急灯 防汛沙袋/沙袋 避难场所标识/避难场所 脚手架/架子 塔式起重机/塔吊',
    ),
  ],
  [
    '市场监管',
    'conduct',
    words(
      '餐饮门店/饭店 食品摊点/小吃摊 药店/卖药的 美容机构/美容院 健身场馆/健身房 农贸市场摊位/菜市场 校外培训机构/辅导班 加油站/加油的 宾馆旅店/小旅馆 二手车商/卖二手车的',
    ),
  ],
  [
    '社会保障',
    'service',
    words(
      '养老保险/社保 医疗保险/医保 失业补助/失业金 最低生活保障/低保 残疾人补贴/残疾补助 高龄津贴/高龄补贴 公租房/廉租房 住房公积金/公积金 工伤认定/工伤 临时救助/救助',
    ),
  ],
  [
    '教育卫生',
    'service',
    words(
      '义务教育入学/上学 幼儿园报名/上幼儿园 学生资助/助学金 门诊挂号/挂号 疫苗接种/打疫苗 家庭医生签约/家庭医生 异地就医备案/异地看病 生育登记/生孩子登记 转学办理/转学 医疗费用报销/报销',
    ),
  ],
]

const districtCategories = [
  '辖区市容',
  '辖区环卫',
  '道路养护',
  '照明与井盖',
  '供热协调',
  '排水与供水',
  '线路整治',
  '小区治理',
  '停车管理',
  '绿化养护',
  '生态巡查',
  '基层消防',
  '民生办理',
]

/** A district's category has the objects of the city's categories with these numbers. */
const districtObjects: number[][] = [
  [0, 15],
  [1],
  [2],
  [3],
  [4],
  [5],
  [6, 7],
  [8, 9],
  [10, 11],
  [12],
  [13],
  [14],
  [16, 17],
]

const places = words(
  '居住小区/小区里 老旧小区/老小区 背街小巷/巷子里 主次干道/大路上 学校周边/学校门口 医院周边/医院门口 农贸市场周边/菜市场旁边 公园广场/广场上 商业街区/商场跟前 车站周边/火车站 城乡结合部/城边上 乡村/村里 工业园区/园区里 工地周边/工地旁边 沿河地带/河边',
)

/** The made-up city's list, or its districts'. */
export function madeUpMatters(level: Matter['level']): Matter[] {
  const matters = level === 'city' ? cityMatters() : districtMatters()
  return matters.map((matter, position) => ({
    ...matter,
    code: `${level === 'city' ? 'C' : 'Q'}${String(position + 1).padStart(4, '0')}`,
    level,
    route: 'department',
    responsible: 'duty:madeUp',
    coUnits: [],
    whistleEvidence: 'none',
    resultEvidence: 'none',
  }))
}

export const madeUpCounts = { city: 1568, district: 4779 } as const

type Said = Pick<Matter, 'name' | 'synonyms' | 'category'>

/** As many of each category as there are, until the number is reached. */
function dealt(pools: Said[][], count: number): Said[] {
  const taken: Said[] = []
  for (let round = 0; taken.length < count; round += 1) {
    for (const pool of pools) {
      const next = pool[round]
      if (next && taken.length < count) taken.push(next)
    }
  }
  return taken
}

function cityMatters(): Said[] {
  const pools = city.map(([category, kind, objects], seed) =>
    shuffled(
      objects.flatMap((object) => defects[kind].map((defect) => said(category, undefined, object, defect))),
      seed + 1,
    ),
  )
  return dealt(pools, madeUpCounts.city)
}

function districtMatters(): Said[] {
  const pools = districtCategories.map((category, at) => {
    const combinations = (districtObjects[at] ?? []).flatMap((number) => {
      const [, kind, objects] = city[number] ?? ['', 'facility' as const, []]
      return places.flatMap((place) =>
        objects.flatMap((object) => defects[kind].map((defect) => said(category, place, object, defect))),
      )
    })
    return shuffled(combinations, 100 + at)
  })
  return dealt(pools, madeUpCounts.district)
}

function said(category: string, place: Words | undefined, object: Words, defect: Words): Said {
  const [objectName, ...objectSayings] = object
  const [defectName, ...defectSayings] = defect
  const short = objectSayings[0] ?? objectName
  const synonyms = [
    ...defectSayings.map((saying) => short + saying),
    ...(place?.[1] === undefined ? [] : [place[1] + short + (defectSayings[0] ?? defectName)]),
    short + defectName,
  ]
  return { category, name: (place?.[0] ?? '') + objectName + defectName, synonyms: [...new Set(synonyms)] }
}
