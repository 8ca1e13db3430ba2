/** Everyday tickets from all nine banners, so that the figures have something to count. */
import { accept, confirm, rate, result, whistle, type SeedCase, type Span } from './script.ts'
import type { Scene } from './pictures.ts'

type Row = [
  communityId: string,
  matterCode: string,
  address: string,
  description: string,
  outcome: string,
  ago: Span,
  signedAfter: Span,
  doneAfter: Span,
  level: number,
  before?: Scene,
  afterwards?: Scene,
]

const rows: Row[] = [
  ['xincheng-s1-c2', 'SR-03', '松涛社区 2 号楼', '楼道贴满开锁小广告。', '网格员和志愿者清理 6 个单元，重新粉刷。', '19d', '0m', '1d', 5],
  ['xincheng-s2-c1', 'JG-01', '银河路与星河街口', '雨水井盖松动，过车咣当响。', '井圈加垫，井盖锁定。', '17d', '30m', '3h 20m', 5, 'manholeOpen', 'manholeFixed'],
  ['xincheng-s2-c2', 'GR-01', '望湖社区 5 号楼', '顶层暖气不热。', '排气并调整二次网，入户测温 20.1 度。', '4d 1h', '1h', '1d 3h', 4],
  ['xincheng-s2-c3', 'SC-01', '惠民苑东门小餐馆', '后厨污水流到路面。', '责令停业整改两天，复查合格。', '14d', '3h', '4d', 4],
  ['huimin-s1-c1', 'HW-01', '石桥东巷口', '垃圾桶满溢。', '清运并增设两只桶。', '11d', '1h', '9h', 5, 'rubbish', 'cleaned'],
  ['huimin-s1-c2', 'GS-07', '清泉里 3 号楼', '化粪池满，污水冒到院里。', '疏通管道 40 米，清掏化粪池，冲洗消毒。', '8d', '35m', '14h', 5],
  ['huimin-s1-c3', 'XF-01', '友爱社区 7 号楼', '电动车在楼道充电。', '11 辆车移出，拉线拆除，开通充电棚。', '6d', '0m', '1d 4h', 4],
  ['huimin-s2-c1', 'GJ-01', '西锦路医院门口', '共享单车堵住急诊通道。', '清运 43 辆，设禁停区。', '5d', '11m', '1h 20m', 5, 'bikesPiled', 'bikesTidy'],
  ['huimin-s2-c2', 'TC-01', '阳光里小区南门', '双排停车，公交掉头困难。', '拖移 3 辆，施划禁停网格线。', '12d', '40m', '20h', 3],
  ['yuquan-s1-c1', 'SR-01', '锦泉街夜市口', '烤肠摊占人行道。', '劝入夜市点位，划线经营。', '9d', '2h', '2d 4h', 4, 'stalls', 'pavementClear'],
  ['yuquan-s1-c2', 'DL-01', '塔影街 60 号', '路面坑洼，雨天溅水。', '铣刨重铺 30 平方米。', '16d', '3h', '2d 20h', 5, 'pothole', 'roadFixed'],
  ['yuquan-s1-c3', 'LJ-03', '文昌里小区', '大型犬不牵绳。', '犬主登记并签承诺书。', '7d', '0m', '3d', 4],
  ['yuquan-s2-c1', 'GD-01', '南湖社区 2 号楼', '整单元停电。', '更换表箱开关，两小时复电。', '6d 5h', '12m', '2h 10m', 5],
  ['yuquan-s2-c2', 'WY-01', '柳荫社区 1 号楼', '电梯停运两天。', '更换轿厢控制板，恢复运行。', '13d', '45m', '20h', 4, 'lift'],
  ['saihan-s1-c2', 'TC-07', '学林社区小学门口', '放学时段堵死。', '错峰放学，增设护学岗和临时下客区。', '18d', '3h', '6d', 4],
  ['saihan-s1-c3', 'JG-03', '东望街', '三盏路灯不亮。', '更换灯具三盏。', '12d', '3h', '4d', 5, 'lampsOff', 'lampsOn'],
  ['saihan-s2-c1', 'RQ-01', '草原明珠 9 号楼', '楼道有煤气味。', '阀门接头渗漏，更换并检测合格。', '10d', '8m', '1h 30m', 5],
  ['saihan-s2-c2', 'ZS-01', '新苑社区北侧工地', '夜里十一点还在打桩。', '责令停工，工地公示施工时间。', '5d 7h', '30m', '1d 2h', 4],
  ['saihan-s2-c3', 'MS-01', '丰泽社区工地', '十几名工人两个月没发工资。', '约谈总包，工资全部发放，共 21.6 万元。', '15d', '1h', '6d', 5],
  ['tuzuo-s1-c1', 'GS-01', '湾东社区', '停水一天没有通知。', '主管抢修完成，安排送水车两趟。', '9d 4h', '20m', '7h', 4],
  ['tuzuo-s2-c1', 'HW-11', '白杨村村口', '垃圾池满了没人拉。', '清运三车，改为三天一收。', '11d 3h', '5h', '2d', 4, 'rubbish', 'cleaned'],
  ['tuzuo-s2-c2', 'GS-11', '北川村', '机井水泵坏了，吃水要去邻村拉。', '更换水泵，恢复供水，期间送水四车。', '13d 2h', '1h', '2d 6h', 5],
  ['tuoxian-s1-c1', 'DL-10', '河湾社区至县道', '通村路塌了半幅。', '回填压实并设护栏。', '20d', '6h', '9d', 4],
  ['tuoxian-s1-c2', 'GS-12', '渡口村河堤', '护坡冲开一个口子。', '抛石护脚，铅丝笼加固。', '17d 3h', '2h', '6d', 4],
  ['tuoxian-s2-c1', 'SC-05', '葡萄滩集市', '水果摊秤不准。', '检定 14 台秤，封存 2 台，补差价。', '8d 3h', '2h', '2d', 5],
  ['tuoxian-s2-c2', 'MS-05', '新渠村', '独居老人摔伤没人照料。', '安排邻居结对和每周两次上门，家属已联系。', '12d 6h', '0m', '2d', 5],
  ['helin-s1-c1', 'LH-01', '盛泉社区广场', '篮板螺丝松动。', '社区自己加固，换了四颗螺栓。', '6d 3h', '0m', '1d 6h', 5, 'fitnessBroken', 'fitnessFixed'],
  ['helin-s1-c2', 'GJ-12', '南梁村', '班车停了一周。', '恢复每天两班，时刻表张贴到村。', '14d 2h', '2h', '5d', 4],
  ['helin-s2-c1', 'ZS-12', '云顶村', '养殖场粪水流到路边沟。', '清理粪污，建防渗池。', '16d 4h', '3h', '8d', 3],
  ['helin-s2-c2', 'GD-03', '大坪村', '大风刮断电线，垂到路上。', '断电后重新架设，半天复电。', '5d 3h', '10m', '3h', 5, 'wiresMessy', 'wiresTidy'],
  ['qingshuihe-s1-c1', 'GS-05', '清河社区', '加压泵坏了，五层以上没水。', '更换泵机，水箱清洗公示。', '7d 5h', '50m', '18h', 4],
  ['qingshuihe-s1-c2', 'HW-12', '石崖村', '户厕冻裂。', '更换便器和管件 9 户。', '18d 5h', '5h', '7d', 4],
  ['qingshuihe-s2-c1', 'MS-04', '杏花村', '遭火灾户申请临时救助。', '先行救助三千元，补录材料后审批通过。', '15d 3h', '0m', '4d', 5],
  ['qingshuihe-s2-c2', 'DL-10', '后梁村', '通村路塌方。', '推土机清障，一天通车。', '11d 1h', '2h', '3d', 5],
  ['wuchuan-s1-c1', 'DL-01', '青山社区主街', '冻融坑槽成片。', '冷补 26 处。', '8d 6h', '2h', '2d 12h', 3, 'pothole', 'roadFixed'],
  ['wuchuan-s1-c2', 'SC-12', '莜麦村', '化肥结块、没有合格证。', '送检不合格，经销商全额退款。', '19d 4h', '3h', '9d', 5],
  ['wuchuan-s2-c1', 'GJ-12', '北坡村', '大雪后客车停运。', '通路后当天恢复，增加预约响应车。', '6d 6h', '2h', '3d', 4],
  ['wuchuan-s2-c2', 'XF-12', '风口村', '老人家里煤炉没有烟囱。', '加装烟囱和一氧化碳报警器，网格员每天走访。', '4d 6h', '0m', '1d', 5],
]

export const ordinaryCases: SeedCase[] = rows.map(
  ([communityId, matterCode, address, description, outcome, ago, signedAfter, doneAfter, level, before, afterwards], index) => ({
    id: `ordinary-${index + 1}`,
    ago,
    steps: [
      whistle(
        { unit: communityId },
        { matterCode, description, location: { crs: 'wgs84', address, communityId } },
        ...(before ? [before] : []),
      ),
      ...(signedAfter === '0m' ? [] : [accept(signedAfter, { for: 'lead' })]),
      result(doneAfter, { for: 'lead' }, outcome, ...(afterwards ? [afterwards] : [])),
      confirm(`${doneAfter} 3h`, { for: 'community' }),
      rate(`${doneAfter} 9h`, { for: 'community' }, level, level > 3 ? ['thorough'] : ['slow']),
    ],
  }),
)
