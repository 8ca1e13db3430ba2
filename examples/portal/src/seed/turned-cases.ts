/** Cases that took a turn: returned and refused, returned and upheld, extended, reworked, reopened, overdue, merged. */
import { baihe, qingshan, xinglongyao } from './places.ts'
import { accept, confirm, progress, rate, result, step, whistle, type SeedCase } from './script.ts'

const grid = 'grid-qingshan'
const secretary = 'secretary-qingshan'

export const turnedCases: SeedCase[] = [
  {
    id: 'return-refused',
    ago: '7d 7h',
    steps: [
      whistle(
        'grid-baihe',
        {
          matterCode: 'DL-03',
          description: '百合路人行道地砖翘起一片，约 8 平方米，有老人绊倒。',
          location: baihe('赛罕区百合路 18 号院门前'),
          contact: { name: '周敏', phone: '100 0000 0002' },
        },
        'pothole',
      ),
      step('4h', 'saihan-citymgmt', {
        type: 'RETURN',
        reasonCode: 'notOurDuty',
        explanation: '地砖为车辆碾压所致，建议由交警先查处违停车辆。',
        suggestedUnitId: 'city-trafficPolice',
      }),
      step('5h', 'reviewer', { type: 'CLAIM_REVIEW' }),
      step('6h', 'reviewer', {
        type: 'REFUSE_RETURN',
        explanation:
          '清单 DL-03 明确人行道养护由城管负责；违停另行抄告交警，不影响修复。不予退单，指定办理。',
      }),
      progress('1d 2h', 'saihan-citymgmt', '材料进场，先行围挡。'),
      result('3d 20h', 'saihan-citymgmt', '破损地砖 9 平方米更换找平，增设阻车桩 4 根。', 'pavementClear'),
      confirm('4d', 'secretary-baihe'),
      rate('4d 6h', 'secretary-baihe', 4, ['thorough']),
      rate('4d 12h', 'citizen-zhou', 3, ['slow'], '修是修好了，要是不来回推就更快。'),
    ],
  },
  {
    id: 'return-upheld',
    ago: '6d 5h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'JG-04',
          description: '惠民苑后巷一根杆子倾斜，杆上有裸露接线盒，孩子常在旁边玩。',
          location: qingshan('新城区青杉社区后巷北口'),
        },
        'wiresMessy',
      ),
      step('35m', 'xincheng-citymgmt', {
        type: 'RETURN',
        reasonCode: 'ownership',
        explanation: '现场核实该杆为低压配电杆，不是路灯杆，产权标牌为供电公司；已先行围挡。',
        suggestedUnitId: 'utility-power',
      }),
      step('1h', 'reviewer', { type: 'CLAIM_REVIEW' }),
      step('1h 20m', 'reviewer', {
        type: 'UPHOLD_RETURN',
        toUnitId: 'utility-power',
        explanation: '照片可见供电产权标牌，退单理由成立，转供电公司办理，时限重新计算。',
      }),
      accept('1h 50m', 'power'),
      result('11h', 'power', '断电排险，电杆扶正加固，接线盒更换封闭。', 'wiresTidy'),
      confirm('13h', grid),
      rate('1d', secretary, 5, ['quick', 'explained']),
    ],
  },
  {
    id: 'declined',
    ago: '10d 3h',
    steps: [
      whistle('grid-baihe', {
        matterCode: 'GR-06',
        description: '一户居民与供热单位的退费问题，居民称已向法院起诉，仍希望社区帮忙催。',
        location: baihe('赛罕区百合社区 6 号楼'),
      }),
      step('20h', 'heating', {
        type: 'RETURN',
        reasonCode: 'inCourt',
        explanation: '该户退费争议法院已受理，案件审理中，按清单诉讼事项不再重复办理。',
        violatedMatterCode: 'GR-06',
      }),
      step('22h', 'reviewer', { type: 'CLAIM_REVIEW' }),
      step('1d', 'reviewer', {
        type: 'UPHOLD_RETURN',
        explanation: '已核实受理通知书。请社区告知居民以法院裁判为准，诉讼期间供热不受影响。',
      }),
    ],
  },
  {
    id: 'extension-granted',
    ago: '6d 2h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'FW-04',
          description: '1 号楼 302 装修砸墙，疑似动了承重墙，楼上 402 墙面出现细缝。',
          location: qingshan('新城区青杉社区 1 号楼 302'),
        },
        'wall',
      ),
      accept('40m', 'xincheng-housing'),
      progress(
        '1d',
        'xincheng-housing',
        '设计单位到场，确认拆除的是剪力墙一段 0.9 米，楼体安全，需出加固方案。',
      ),
      step('3d', 'xincheng-housing', {
        type: 'REQUEST_EXTENSION',
        by: { amount: 7, unit: 'workingDay' },
        reason: '加固方案需经设计单位盖章后施工，施工加养护约一周。',
      }),
      step('3d 3h', 'dispatcher', { type: 'GRANT_EXTENSION', note: '理由成立，请每两天报告一次进展。' }),
      progress('4d 20h', 'xincheng-housing', '加固方案盖章完成，施工队今天进场。'),
    ],
  },
  {
    id: 'extension-pending',
    ago: '7d 1h',
    steps: [
      whistle(grid, {
        matterCode: 'FW-06',
        description: '老旧小区改造后单元门口台阶高低不平，雨水倒灌进楼道。',
        location: qingshan('新城区青杉社区 11 号楼'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      accept('3h', 'xincheng-housing'),
      progress('2d', 'xincheng-housing', '与施工单位现场核对，确认 3 个单元门口需返修。'),
      step('6d 20h', 'xincheng-housing', {
        type: 'REQUEST_EXTENSION',
        by: { amount: 5, unit: 'workingDay' },
        reason: '返修需避开连续降温，混凝土养护期不足。',
      }),
    ],
  },
  {
    id: 'reopened',
    ago: '13d 4h',
    steps: [
      whistle(grid, {
        matterCode: 'SR-10',
        description: '云杉路烧烤店夏天在门口支炉子，冬天改成棚子，油烟直冲二楼。',
        location: qingshan('新城区云杉路 22 号'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      accept('1h', 'xincheng-citymgmt'),
      result('1d 4h', 'xincheng-citymgmt', '已责令拆除门口棚子，炉具搬回店内。'),
      confirm('1d 8h', grid),
      rate('2d', secretary, 3, []),
      rate('4d', 'citizen-hasi', 2, ['superficial'], '拆了两天又支起来了。', false),
      step(
        '4d 3h',
        grid,
        { type: 'REOPEN', cause: 'unsolved', reason: '棚子又搭起来，晚上七点后油烟照旧，居民有照片。' },
        'stalls',
      ),
      progress('5d', 'xincheng-citymgmt', '约谈店主，下达责令改正通知书，夜班队员连续三晚蹲点。'),
      result('6d 20h', 'xincheng-citymgmt', '棚架彻底拆除，店主加装油烟净化器，三晚复查没有反弹。'),
      confirm('7d', grid),
      rate('7d 4h', secretary, 4, ['thorough']),
      rate('7d 10h', 'citizen-hasi', 4, ['thorough'], '这次是真拆了。'),
    ],
  },
  {
    id: 'overdue',
    ago: '18d',
    steps: [
      whistle(
        'grid-baihe',
        {
          matterCode: 'LH-05',
          description: '百合路绿化带枯死国槐 6 棵，有一棵已经歪向人行道。',
          location: baihe('赛罕区百合路中段绿化带'),
        },
        'tree',
      ),
      accept('6h', 'parks'),
      progress('5d', 'parks', '已现场查看，等苗木计划。'),
      step('16d 2h', 'grid-baihe', { type: 'URGE', message: '已超过时限，歪的那棵更斜了，请尽快处理。' }),
      step('16d 8h', 'dispatcher', {
        type: 'SUPERVISE',
        instruction: '逾期督办：今日内先清除倾斜枯树，三日内报补植计划。',
      }),
    ],
  },
  {
    id: 'unsigned-overdue',
    ago: '6h',
    steps: [
      whistle(grid, {
        matterCode: 'LJ-04',
        description: '两条流浪狗在 4 号楼车棚追咬行人，已有一名居民裤子被撕破。',
        location: qingshan('新城区青杉社区 4 号楼车棚'),
      }),
      step('4h', grid, { type: 'URGE', message: '还没有签收，孩子快放学了。' }),
    ],
  },
  {
    id: 'rework',
    ago: '3d 4h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'DL-01',
          description: '松涛街公交站前路面坑槽，深约 12 厘米，公交进站颠簸、溅水。',
          location: qingshan('新城区松涛街公交站'),
        },
        'pothole',
      ),
      accept('2h', 'xincheng-citymgmt'),
      result('1d 4h', 'xincheng-citymgmt', '坑槽已填补。', 'roadFixed'),
      step(
        '1d 20h',
        grid,
        { type: 'REFUSE_RESULT', reason: '冷补料一天就松散，坑又出来了，请按标准重做。' },
        'pothole',
      ),
      progress('2d 20h', 'xincheng-citymgmt', '改用热拌沥青，今晚收车后施工。'),
    ],
  },
  {
    id: 'suspended',
    ago: '9d 2h',
    steps: [
      whistle('grid-baihe', {
        matterCode: 'LH-05',
        description: '学林小游园草坪踩秃一大片，黄土裸露，刮风扬尘。',
        location: baihe('赛罕区学林小游园'),
      }),
      accept('5h', 'parks'),
      progress('2d', 'parks', '已覆盖防尘网，草坪补植须待适种期。'),
      step('3d', 'dispatcher', {
        type: 'SUSPEND',
        plan: '现已覆盖防尘网；适种期开始后一周内补植草坪 240 平方米，到期由调度中心复核。',
        reviewAfter: '60d',
      }),
    ],
  },
  {
    id: 'appeal-pending',
    ago: '5d 2h',
    steps: [
      whistle(grid, {
        matterCode: 'TC-12',
        description: '门店在公共泊位上摆锥桶占车位。',
        location: qingshan('新城区云杉路 35 号门前'),
        contact: { name: '哈斯', phone: '100 0000 0001' },
      }),
      accept('1h', 'xincheng-citymgmt'),
      result('1d', 'xincheng-citymgmt', '锥桶已清除，对店主书面告诫，列入每日巡查。', 'pavementClear'),
      confirm('1d 4h', grid),
      rate('1d 8h', secretary, 4, ['quick']),
      rate('2d', 'citizen-hasi', 1, ['noContact'], '那条街还是没有我停车的地方。'),
      step('3d', 'xincheng-citymgmt', {
        type: 'APPEAL_EVALUATION',
        rater: 'citizen',
        reason: '反映的锥桶占位已解决；居民不满意的是泊位总量，不属于本单申请事项，请核。',
      }),
    ],
  },
  {
    id: 'silent-community',
    ago: '16d',
    steps: [
      whistle('grid-xinglongyao', {
        matterCode: 'DL-10',
        description: '村东通村路冲毁一段，三轮车过不去。',
        location: xinglongyao('土默特左旗兴隆窑村东口'),
      }),
      accept('7h', { for: 'lead' }),
      result('3d', { for: 'lead' }, '冲毁路段填筑碾压 60 米，设置警示桩，已列入秋季养护计划。'),
    ],
  },
  {
    id: 'merged',
    ago: '3d 4h',
    steps: [
      whistle(
        grid,
        {
          matterCode: 'GJ-01',
          description: '地铁站 A 口单车太多，盲道走不了。',
          location: qingshan('新城区云杉路地铁站 A 口'),
        },
        'bikesPiled',
      ),
      step('5m', 'dispatcher', {
        type: 'MERGE',
        intoCase: 'shared-bikes',
        reason: '同一地点同一事项，并入在办工单。',
      }),
    ],
  },
  {
    id: 'withdrawn',
    ago: '2d 6h',
    steps: [
      whistle(grid, {
        matterCode: 'HW-01',
        description: '惠民苑门口垃圾桶满了。',
        location: qingshan('新城区青杉社区南门'),
      }),
      step('25m', grid, { type: 'WITHDRAW', reason: '收运车已经到了，不用再派单。' }),
    ],
  },
]
