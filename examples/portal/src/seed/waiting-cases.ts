/** Fresh work for every desk: something to sign, to review, to confirm, to rate. */
import { baihe, qingshan, xinglongyao } from './places.ts'
import { accept, confirm, progress, rate, result, spoke, step, whistle, type SeedCase } from './script.ts'

const grid = 'grid-qingshan'

export const waitingCases: SeedCase[] = [
  {
    id: 'manhole-fresh',
    ago: '14m',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'JG-01',
          description: '青杉社区西门外井盖翘起一角，电动车压过会弹起来。',
          location: qingshan('新城区青杉社区西门外'),
        },
        'manholeOpen',
      ),
    ],
  },
  {
    id: 'facade-fresh',
    ago: '9m',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'FW-02',
          description: '8 号楼东山墙掉落一块保温层，砸在绿化带里，墙面还有一片鼓起。已拉警戒带。',
          location: qingshan('新城区青杉社区 8 号楼东侧'),
          contact: { name: '哈斯', phone: '100 0000 0001' },
        },
        'wall',
      ),
    ],
  },
  {
    id: 'shop-front-street',
    ago: '3h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'SR-02',
          description: '云杉路五金店把钢管、梯子摆到人行道上。',
          location: qingshan('新城区云杉路 41 号'),
        },
        'stalls',
      ),
    ],
  },
  {
    id: 'street-working',
    ago: '1d 5h',
    steps: [
      whistle(grid, {
        matterCode: 'FW-01',
        description: '6 号楼顶层 602、603 雨后渗水，墙皮脱落。',
        location: qingshan('新城区青杉社区 6 号楼'),
      }),
      accept('4h', 'street-yunshan'),
      progress('1d', 'street-yunshan', '屋面防水卷材老化，需动用维修资金，已通知业主代表周末开会。'),
    ],
  },
  {
    id: 'return-waiting',
    ago: '4h',
    steps: [
      whistle(
        'grid-baihe',
        {
          matterCode: 'LH-04',
          description: '百合社区 2 号楼前大杨树枝条压在高压线上，刮风打火。',
          location: baihe('赛罕区百合社区 2 号楼前'),
        },
        'tree',
      ),
      step('2h', 'parks', {
        type: 'RETURN',
        reasonCode: 'ownership',
        explanation: '枝条距带电线路不足 1 米，须由供电公司停电后修剪，我中心可派车配合。',
        suggestedUnitId: 'utility-power',
      }),
    ],
  },
  {
    id: 'return-claimed',
    ago: '7h',
    steps: [
      whistle(grid, {
        matterCode: 'ZS-05',
        description: '云杉路 KTV 凌晨两点低音炮，7 号楼北侧住户睡不了。',
        location: qingshan('新城区云杉路 12 号'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      step('1h 30m', 'xincheng-police', {
        type: 'RETURN',
        reasonCode: 'notOurDuty',
        explanation: '边界噪声需仪器检测后方可处罚，检测属生态环境部门职责，建议先由其检测。',
        suggestedUnitId: 'city-ecology',
      }),
      step('6h', 'reviewer', { type: 'CLAIM_REVIEW' }),
    ],
  },
  {
    id: 'heating-working',
    ago: '20h',
    steps: [
      whistle('grid-baihe', {
        matterCode: 'GR-01',
        description: '百合社区 4 号楼 1 单元顶层三户暖气不热，最低 14 度，有新生儿。',
        location: baihe('赛罕区百合社区 4 号楼 1 单元'),
        contact: { name: '周敏', phone: '100 0000 0002' },
      }),
      accept('40m', 'heating'),
      spoke('5h', 'heating', '三户测温 14.2、15.0、15.6 度，立管末端气堵，已排气，二次网压力偏低待调。'),
    ],
  },
  {
    id: 'rubbish-to-confirm',
    ago: '9h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'HW-01',
          description: '惠民苑投放点垃圾满溢，大件家具堆了两天。',
          location: qingshan('新城区青杉社区惠民苑投放点'),
          contact: { name: '哈斯', phone: '100 0000 0001' },
        },
        'rubbish',
      ),
      accept('35m', 'xincheng-citymgmt'),
      result('6h', 'xincheng-citymgmt', '垃圾和大件家具清运两车，地面冲洗，收运改为一日两次。', 'cleaned'),
    ],
  },
  {
    id: 'noise-to-confirm',
    ago: '1d 6h',
    steps: [
      whistle(grid, {
        matterCode: 'LJ-05',
        description: '有人在小区推销“养老投资”，拉老人建群，疑似诈骗。',
        location: qingshan('新城区青杉社区活动室'),
      }),
      accept('15m', 'xincheng-police'),
      result(
        '22h',
        'xincheng-police',
        '两名推销人员已带离询问，建群老人逐一电话提醒，社区宣讲一场，无人转账。',
      ),
    ],
  },
  {
    id: 'heating-to-confirm',
    ago: '2d 3h',
    steps: [
      whistle('grid-baihe', {
        matterCode: 'GR-04',
        description: '百合社区 1 号楼地下室供热立管漏水，配电间门口已积水。',
        location: baihe('赛罕区百合社区 1 号楼地下室'),
      }),
      accept('25m', 'heating'),
      result('3h 30m', 'heating', '立管焊修完成，积水抽排，配电间绝缘检查正常。'),
    ],
  },
  {
    id: 'light-to-rate',
    ago: '2d 8h',
    steps: [
      whistle(grid, {
        matterCode: 'JG-10',
        description: '对面商场广告屏夜里正对 7 号楼卧室，晃得睡不着。',
        location: qingshan('新城区青杉社区 7 号楼'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      accept('5h', 'xincheng-citymgmt'),
      result('1d 6h', 'xincheng-citymgmt', '与商场约定 21:30 后关屏，白天亮度下调 40%。'),
      confirm('1d 10h', grid),
    ],
  },
  {
    id: 'blind-path-to-rate',
    ago: '2d 4h',
    steps: [
      whistle(
        'grid-baihe',
        {
          matterCode: 'DL-04',
          description: '百合路盲道被快递柜占了一段。',
          location: baihe('赛罕区百合路 7 号'),
          contact: { name: '周敏', phone: '100 0000 0002' },
        },
        'pavementClear',
      ),
      accept('1h', 'saihan-citymgmt'),
      result('1d 2h', 'saihan-citymgmt', '快递柜移至小区门内，盲道砖补齐 6 块。', 'pavementClear'),
      confirm('1d 5h', 'secretary-baihe'),
      rate('1d 9h', 'secretary-baihe', 5, ['quick']),
    ],
  },
  {
    id: 'door-self-governed',
    ago: '1d 2h',
    steps: [
      whistle(grid, {
        matterCode: 'WY-07',
        description: '10 号楼 2 单元门锁坏了关不上，夜里有人进楼道发小广告。',
        location: qingshan('新城区青杉社区 10 号楼 2 单元'),
      }),
      progress('3h', grid, '楼栋长问了三家锁匠，物业同意出一半，住户代表同意出一半。'),
    ],
  },
  {
    id: 'lift-working',
    ago: '2d 1h',
    steps: [
      whistle(grid, {
        matterCode: 'WY-02',
        description: '12 号楼电梯运行中抖动，昨天有人被困十分钟自行脱困。',
        location: qingshan('新城区青杉社区 12 号楼'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      accept('20m', 'market'),
      result('6h', 'market', '曳引钢丝绳张力调整，制动器更换，检验合格后恢复运行。'),
      confirm('10h', grid),
      rate('20h', 'secretary-qingshan', 4, ['quick']),
    ],
  },
  {
    id: 'seeds-village',
    ago: '2d 2h',
    steps: [
      whistle('grid-xinglongyao', {
        matterCode: 'SC-12',
        description: '五户村民买的玉米种子出苗率不到三成，包装上没有生产批号。',
        location: xinglongyao('土默特左旗兴隆窑村'),
      }),
      accept('3h', 'agriculture'),
      progress('1d 4h', 'agriculture', '已到地里取样，种子封存 6 袋，送检结果三个工作日出。'),
    ],
  },
  {
    id: 'bike-fresh',
    ago: '22m',
    steps: [
      whistle(
        'grid-baihe',
        {
          matterCode: 'GJ-01',
          description: '学林小学东门单车堆成两排，校车停不进来。',
          location: baihe('赛罕区学林小学东门'),
        },
        'bikesPiled',
      ),
    ],
  },
  {
    id: 'draft-building-head',
    ago: '35m',
    steps: [
      step('0m', 'building-qingshan', {
        type: 'EDIT',
        draft: {
          matterCode: 'JG-06',
          description: '3 号楼四层、五层楼道灯不亮，老人晚上下楼摸黑。',
          location: qingshan('新城区青杉社区 3 号楼'),
        },
      }),
    ],
  },
]
