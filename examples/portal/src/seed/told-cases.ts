/** The cases that the mechanism is known by, each as long as it took: from fitness gear to after-school noise. */
import { baihe, qingshan } from './places.ts'
import { accept, confirm, progress, rate, result, spoke, step, whistle, type SeedCase } from './script.ts'

const grid = 'grid-qingshan'
const secretary = 'secretary-qingshan'

export const toldCases: SeedCase[] = [
  {
    id: 'fitness-gear',
    ago: '12d 3h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'LH-01',
          description: '3 号楼前漫步机踏板断裂、单杠松动，早晚锻炼的老人多，怕摔着。楼栋长已用警示带围起来。',
          location: qingshan('新城区青杉社区 3 号楼前小广场'),
          contact: { name: '哈斯', phone: '100 0000 0001' },
        },
        'fitnessBroken',
      ),
      spoke(
        '6h',
        secretary,
        '网格党支部、网格员和 3 号楼楼栋长现场碰头：楼栋长联系原厂家配件，社区出人工，居民赵师傅会焊接，周五前修好。',
      ),
      progress('1d 22h', grid, '踏板和轴承到货，今天下午动手更换。'),
      result(
        '2d 22h',
        secretary,
        '踏板更换、单杠重新焊接加固，居民代表试用一小时没有异响，旁边贴了安全提示。',
        'fitnessFixed',
      ),
      confirm('2d 23h', grid),
      rate('3d 1h', secretary, 5, ['quick', 'thorough'], '铁三角自己办的事，三天修好。'),
      rate('3d 5h', 'citizen-hasi', 5, ['quick'], '又能锻炼了，谢谢楼栋长。'),
    ],
  },
  {
    id: 'ageing-wiring',
    ago: '15d 2h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'GD-02',
          description:
            '5 号楼至 7 号楼之间线缆老化，居民私拉电线给电动车充电，雨天打火花，楼栋长夜里拍到过冒烟。',
          location: qingshan('新城区青杉社区 5—7 号楼之间'),
          contact: { name: '哈斯', phone: '100 0000 0001' },
        },
        'wiresMessy',
      ),
      accept('1h', 'power'),
      spoke('5h', 'power', '勘查完毕：入户干线超龄，需整体更换 260 米；私拉线 14 处需城管配合拆除。'),
      step('5h', 'power', {
        type: 'ADD_ASSIST',
        unitId: 'xincheng-cityManagement',
        task: '配合拆除 14 处私拉电线，劝导电动车移到集中充电棚。',
      }),
      progress('4d', 'power', '新干线敷设完成 180 米，夜间分段停电已由社区逐户通知。', 'wiresMessy'),
      step('7d', 'xincheng-citymgmt', {
        type: 'ASSIST_DONE',
        text: '14 处私拉线全部拆除，32 辆电动车移入充电棚，住户签了承诺书。',
      }),
      result(
        '9d 20h',
        'power',
        '260 米干线更换完成，接户线入槽，绝缘测试合格，楼栋长全程见证。',
        'wiresTidy',
      ),
      confirm('9d 23h', secretary),
      rate('10d 2h', secretary, 5, ['thorough', 'explained'], '电力和城管一起来，一次办利索。'),
      rate('10d 9h', 'citizen-hasi', 4, ['thorough'], '停电通知再早一天就更好了。'),
    ],
  },
  {
    id: 'manhole-cover',
    ago: '5d 6h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'JG-01',
          description: '云杉路小学门口井盖被压裂移位，露出一半，放学前必须处理，已请保安看守。',
          location: qingshan('新城区云杉路与松涛街口东 30 米'),
        },
        'manholeOpen',
      ),
      accept('38m', 'xincheng-citymgmt'),
      progress('1h 10m', 'xincheng-citymgmt', '现场已围挡，权属为雨水井，备用井盖装车。'),
      result(
        '3h 40m',
        'xincheng-citymgmt',
        '更换 D400 球墨铸铁井盖，与路面找平，车辆通过无异响。',
        'manholeFixed',
      ),
      confirm('4h 5m', grid),
      rate('5h', secretary, 5, ['quick', 'thorough'], '四小时办完，家长放心。'),
    ],
  },
  {
    id: 'lift',
    ago: '4d 8h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'WY-01',
          description: '9 号楼 1 单元电梯停在 6 层打不开门，无人被困。楼里有坐轮椅的老人下午要去医院。',
          location: qingshan('新城区青杉社区 9 号楼 1 单元'),
          contact: { name: '哈斯', phone: '100 0000 0001' },
        },
        'lift',
      ),
      accept('18m', 'market'),
      spoke('55m', 'market', '特种设备检查员已到场，判断为门机控制板故障，责令维保单位两小时内送配件。'),
      result(
        '8h 30m',
        'market',
        '门机控制板更换，空载、满载试运行正常，检查员签字恢复运行；已调出维保记录约谈维保单位。',
      ),
      confirm('9h', grid),
      rate('9h 30m', secretary, 5, ['quick', 'polite']),
      rate('12h', 'citizen-hasi', 5, ['quick', 'explained'], '检查员一个小时就到，老人没有耽误看病。'),
    ],
  },
  {
    id: 'street-lamps',
    ago: '21d',
    steps: [
      whistle(
        'grid-baihe',
        {
          matterCode: 'JG-03',
          description: '学林巷从南口到北口 20 盏路灯不亮，晚自习学生走夜路，居民反映多次。',
          location: baihe('赛罕区百合路街道学林巷'),
          contact: { name: '周敏', phone: '100 0000 0002' },
        },
        'lampsOff',
      ),
      accept('2h', 'saihan-citymgmt'),
      spoke('1d', 'saihan-citymgmt', '夜间逐盏排查：12 盏为灯具故障，8 盏为电缆被施工挖断。'),
      step('1d', 'saihan-citymgmt', {
        type: 'ADD_ASSIST',
        unitId: 'utility-power',
        task: '查明并恢复学林巷北段断电电缆。',
      }),
      progress('6d', 'saihan-citymgmt', '南段 12 盏换装 LED 灯具，今晚亮灯。'),
      step('10d', 'power', { type: 'ASSIST_DONE', text: '北段电缆重新敷设 95 米，送电正常。' }),
      result('13d 6h', 'saihan-citymgmt', '20 盏路灯全部恢复，夜间复查亮灯，井室做了防水。', 'lampsOn'),
      confirm('13d 12h', 'secretary-baihe'),
      rate('14d', 'secretary-baihe', 5, ['thorough'], '两周修好一整条巷子。'),
      rate('14d 6h', 'citizen-zhou', 4, ['thorough'], '孩子晚上回家不用打手电了。'),
    ],
  },
  {
    id: 'shared-bikes',
    ago: '3d 5h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'GJ-01',
          description: '地铁口 A 出口堆了上百辆共享单车，盲道全占，轮椅过不去。',
          location: qingshan('新城区云杉路地铁站 A 口'),
        },
        'bikesPiled',
      ),
      accept('9m', 'bike'),
      progress('27m', 'bike', '三名运维员和一辆转运车已到现场，开始清运。'),
      result(
        '1h 35m',
        'bike',
        '转运 86 辆，余下 24 辆摆入停放框，盲道已让出，早晚高峰加派一人值守。',
        'bikesTidy',
      ),
      confirm('1h 50m', grid),
      rate('2h 30m', secretary, 5, ['quick']),
    ],
  },
  {
    id: 'occupied-pavement',
    ago: '8d 4h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'SR-01',
          description: '松涛街早市收摊后仍有六七个摊位占着人行道卖菜，学生只能走机动车道。',
          location: qingshan('新城区松涛街北侧人行道'),
          contact: { name: '哈斯', phone: '100 0000 0001' },
        },
        'stalls',
      ),
      accept('1h 20m', 'xincheng-citymgmt'),
      spoke('1d', 'xincheng-citymgmt', '与社区一起和摊主谈：在惠民苑空地划出 12 个便民摊位，限时到 9 点。'),
      result(
        '2d 21h',
        'xincheng-citymgmt',
        '摊位全部进入便民点，人行道划了黄线，连续三天早上复查没有反弹。',
        'pavementClear',
      ),
      confirm('2d 23h', secretary),
      rate('3d 2h', secretary, 4, ['thorough', 'explained'], '没有一赶了之，摊主也有地方去。'),
      rate('3d 8h', 'citizen-hasi', 5, ['thorough']),
    ],
  },
  {
    id: 'after-school-noise',
    ago: '9d 6h',
    steps: [
      whistle(grid, {
        matterCode: 'ZS-02',
        description: '2 号楼 201 办课后托管班，孩子跑跳、拍桌子，楼下住户神经衰弱，双方吵过两次。',
        location: qingshan('新城区青杉社区 2 号楼 201'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      accept('50m', 'xincheng-police'),
      progress('1d', 'xincheng-police', '民警和网格员一起请双方到社区调解室，听了各自的难处。'),
      result(
        '2d 2h',
        'xincheng-police',
        '调解达成书面约定：18:30 后不安排活动课，教室铺减震垫；一周后社区民警回访。',
      ),
      confirm('2d 6h', secretary),
      rate('2d 20h', secretary, 5, ['polite', 'explained'], '坐下来谈开了，邻里没伤和气。'),
      rate('3d 3h', 'citizen-hasi', 4, ['polite'], '安静多了。'),
    ],
  },
]
