/**
 * The people of the demo city: invented names, one click away on every page. The token issuer signs nobody else, and
 * the server takes role and unit from here, never from a token.
 */
import type { Actor, Sentence } from '@chuishao/core/ticket'

export const desks = ['whistle', 'desk', 'review', 'dispatch', 'evaluate'] as const
export type Desk = (typeof desks)[number]

export interface DemoIdentity {
  /** What `?as=` and the token name. */
  id: string
  actor: Actor
  /** What this person does, for the switcher. */
  title: Sentence
  /** The page on which this person's work lies. */
  desk: Desk
  /** A resident's number; none that anybody could have. A whistle that notes it lets this resident rate. */
  phone?: string
}

const person = (
  id: string,
  name: string,
  role: Actor['roles'][number],
  unitId: string | undefined,
  desk: Desk,
  zh: string,
  en: string,
): DemoIdentity => ({
  id,
  actor: { personId: `demo-${id}`, name, roles: [role], ...(unitId !== undefined && { unitId }) },
  title: { zh, en },
  desk,
})

const resident = (id: string, name: string, phone: string, zh: string, en: string): DemoIdentity => ({
  ...person(id, name, 'citizen', undefined, 'evaluate', `${zh} · ${phone}`, `${en}, ${phone}`),
  phone,
})

export const identities: DemoIdentity[] = [
  person(
    'grid-qingshan',
    '托娅',
    'gridWorker',
    'xincheng-s1-c1',
    'whistle',
    '网格员 · 新城区青杉社区',
    'Grid worker, Qingshan Community, Xincheng',
  ),
  person(
    'grid-baihe',
    '李文博',
    'gridWorker',
    'saihan-s1-c1',
    'whistle',
    '网格员 · 赛罕区百合社区',
    'Grid worker, Baihe Community, Saihan',
  ),
  person(
    'grid-xinglongyao',
    '王改梅',
    'gridWorker',
    'tuzuo-s1-c2',
    'whistle',
    '网格员 · 土默特左旗兴隆窑村',
    'Grid worker, Xinglongyao Village, Tumed Left',
  ),
  person(
    'secretary-qingshan',
    '赵淑芬',
    'communitySecretary',
    'xincheng-s1-c1',
    'evaluate',
    '社区书记 · 青杉社区',
    'Community secretary, Qingshan Community',
  ),
  person(
    'secretary-baihe',
    '孟和',
    'communitySecretary',
    'saihan-s1-c1',
    'evaluate',
    '社区书记 · 百合社区',
    'Community secretary, Baihe Community',
  ),
  person(
    'building-qingshan',
    '刘桂兰',
    'buildingHead',
    'xincheng-s1-c1',
    'whistle',
    '楼栋长 · 青杉社区 3 号楼',
    'Building head, Qingshan Community, building 3',
  ),
  person(
    'street-yunshan',
    '陈建国',
    'streetOfficer',
    'xincheng-s1',
    'desk',
    '街道干部 · 云杉路街道',
    'Street officer, Yunshan Road Subdistrict',
  ),
  person(
    'xincheng-citymgmt',
    '张磊',
    'departmentHandler',
    'xincheng-cityManagement',
    'desk',
    '新城区城市管理综合执法局 承办人',
    'Handler, Xincheng District City Management Bureau',
  ),
  person(
    'xincheng-housing',
    '其其格',
    'departmentHandler',
    'xincheng-housing',
    'desk',
    '新城区住房和城乡建设局 承办人',
    'Handler, Xincheng District Housing Bureau',
  ),
  person(
    'xincheng-police',
    '马志强',
    'departmentHandler',
    'xincheng-police',
    'desk',
    '新城区公安分局 承办人',
    'Handler, Xincheng District Public Security Branch',
  ),
  person(
    'saihan-citymgmt',
    '郝亮',
    'departmentHandler',
    'saihan-cityManagement',
    'desk',
    '赛罕区城市管理综合执法局 承办人',
    'Handler, Saihan District City Management Bureau',
  ),
  person(
    'market',
    '苏日娜',
    'departmentHandler',
    'city-marketRegulation',
    'desk',
    '市市场监督管理局 承办人',
    'Handler, Market Regulation Bureau',
  ),
  person(
    'parks',
    '乌云',
    'departmentHandler',
    'city-parks',
    'desk',
    '市园林绿化服务中心 承办人',
    'Handler, Parks and Greening Service Centre',
  ),
  person(
    'agriculture',
    '巴图',
    'departmentHandler',
    'city-agriculture',
    'desk',
    '市农牧局 承办人',
    'Handler, Agriculture and Animal Husbandry Bureau',
  ),
  person(
    'power',
    '高峰',
    'departmentHandler',
    'utility-power',
    'desk',
    '青城供电公司 承办人',
    'Handler, Qingcheng Power',
  ),
  person(
    'heating',
    '贾玉',
    'departmentHandler',
    'utility-heating',
    'desk',
    '青城热力公司 承办人',
    'Handler, Qingcheng Heating',
  ),
  person(
    'bike',
    '韩雪',
    'departmentHandler',
    'bike-chilechuan',
    'desk',
    '敕勒川共享单车公司 运维',
    'Operations, Chilechuan Shared Bikes',
  ),
  person('reviewer', '白洁', 'returnReviewer', 'dispatch', 'review', '退单审核员', 'Return reviewer'),
  person('dispatcher', '萨仁', 'dispatcher', 'dispatch', 'dispatch', '指挥调度员', 'Dispatcher'),
  person('supervisor', '郭永胜', 'supervisor', 'dispatch', 'dispatch', '督查员', 'Supervisor'),
  person('analyst', '林晓', 'analyst', 'dispatch', 'dispatch', '数据分析员（只读）', 'Analyst, read only'),
  resident('citizen-hasi', '哈斯', '100 0000 0001', '居民 · 青杉社区', 'Resident, Qingshan'),
  resident('citizen-zhou', '周敏', '100 0000 0002', '居民 · 百合社区', 'Resident, Baihe'),
]

export const identity = (id: string) => identities.find((it) => it.id === id)
export const identityOfPerson = (personId: string) => identities.find((it) => it.actor.personId === personId)

const digits = (text: string) => text.replaceAll(/\D/g, '')

/** The resident with a telephone number, however it is written. */
export const residentByPhone = (phone: string) =>
  identities.find((it) => it.phone !== undefined && digits(it.phone) === digits(phone))
