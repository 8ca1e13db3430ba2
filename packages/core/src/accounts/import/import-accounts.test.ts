/** A city's accounts from a spreadsheet: read as cities save them, refused with every fault in one report. */
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../matters/import/encoding.ts'
import { issueText } from '../../matters/import/issues.ts'
import type { Unit } from '../../ticket/unit.ts'
import { importAccountsCsv } from './import-accounts.ts'
import { roleNames } from './role-names.ts'
import { usualRoleUnits } from '../role-units.ts'

const unit = (id: string, type: Unit['type'], name = id): Unit => ({ id, name, type, regionCode: '150102' })

const units: Unit[] = [
  unit('c1', 'community', '青杉社区'),
  unit('c2', 'community', '光明社区'),
  unit('c3', 'community', '光明社区'),
  unit('s1', 'street', '云杉路街道'),
  unit('water', 'districtDepartment', '水务局'),
  unit('centre', 'dispatchCentre', '指挥调度中心'),
]

const head = 'account,personId,name,roles,unit'
const sheet = (...rows: string[]) => [head, ...rows].join('\n')
const read = (text: string | Uint8Array) => importAccountsCsv(text, { units })

/** `C3 notAChoice` for every error. */
const faultsOf = (text: string | Uint8Array) => {
  const result = read(text)
  if (result.ok) return []
  return result.errors.map(({ place, code }) =>
    place.in === 'sheet' ? `${place.cell ?? `row ${place.row}`} ${code}` : `file ${code}`,
  )
}

const accountsOf = (text: string | Uint8Array) => {
  const result = read(text)
  if (!result.ok) throw new Error(result.errors.map((it) => issueText(it).en).join('\n'))
  return result.accounts
}

const shared = [
  { personId: 'p1', name: '托娅', roles: ['gridWorker'], unitId: 'c1' },
  { personId: 'p2', name: '赵淑芬', roles: ['communitySecretary', 'gridWorker'], unitId: 'c1' },
]

describe('a list of accounts', () => {
  it('has a row for each person, and a shared account has several', () => {
    const text = sheet(
      'qingshan,p1,托娅,gridWorker,c1',
      'qingshan,p2,赵淑芬,communitySecretary|gridWorker,c1',
      'hasi@example.cn,p3,哈斯,citizen,',
    )
    expect(accountsOf(text)).toEqual([
      { id: 'qingshan', people: shared },
      { id: 'hasi@example.cn', people: [{ personId: 'p3', name: '哈斯', roles: ['citizen'] }] },
    ])
  })

  const chinese = [
    '青杉社区账号表,,,,,',
    '序号,账号（必填）,工号,姓名,角色,所属单位',
    '1,qingshan,p1,托娅,网格员,青杉社区',
    '2,ｑｉｎｇｓｈａｎ,p2,赵淑芬,社区书记、网格员,青杉社区',
  ].join('\r\n')

  it.each(['utf-8', 'gb18030', 'utf-16le'] as const)('is read in %s with Chinese headers and names', (it) => {
    expect(accountsOf(encodeText(chinese, it))).toEqual([{ id: 'qingshan', people: shared }])
  })

  it('may say every role in Chinese and English', () => {
    for (const [role, ...names] of roleNames) {
      const [type] = usualRoleUnits[role]
      const at = units.find((it) => it.type === type)?.id ?? ''
      for (const name of [role, role.toUpperCase(), ...names])
        expect(accountsOf(sheet(`a,p,n,${name},${at}`))[0]?.people[0]?.roles).toEqual([role])
    }
  })

  it('has numbers as programs write them', () => {
    expect(accountsOf(sheet('13800000001.0,1001.0,n,gridWorker,c1'))).toMatchObject([
      { id: '13800000001', people: [{ personId: '1001' }] },
    ])
    expect(faultsOf(sheet('1.38E+10,p1,n,gridWorker,c1'))).toEqual(['A2 excelNumber'])
  })

  it('may have numbers that lost their zeros: a warning, once', () => {
    const result = read(sheet('15010200,p1,甲,gridWorker,c1', '1,p2,乙,gridWorker,c1'))
    expect(result).toMatchObject({ ok: true, warnings: [{ code: 'lostZeros', place: { cell: 'A3' } }] })
  })
})

describe('a list with faults', () => {
  it('has them all told at once, in the order of the sheet', () => {
    const text = sheet(
      ',p1,托娅,gridWorker,c1',
      'a b,p2,赵淑芬,gridWorker,c1',
      'x,p3,,网格长|admin,c9',
      'y,p4,孟和,system,c1',
      'z,p5,乌云,dispatcher|gridWorker,c1',
      'w,p6,巴图,streetOfficer,',
      'w,p6,巴图尔,streetOfficer,s1',
      'v,p7,高峰,departmentHandler,光明社区',
      'u,p8,贾玉,departmentHandler,water',
      'u,p9,韩雪,departmentHandler,s1',
      'u,p1,韩雪,streetOfficer,s1',
      't,#N/A,n,citizen,c1',
    )
    expect(faultsOf(text)).toEqual(
      [
        'A2 empty',
        'A3 malformed',
        'C4 empty',
        'D4 unknownRole',
        'E4 unknownUnit',
        'D5 systemRole',
        'D6 roleMisfit',
        'E7 unitMissing',
        'B8 personTwice',
        'C8 personOfTwoNames',
        'E9 ambiguousUnit',
        'D11 roleMisfit',
        'E11 accountOfTwoUnits',
        'C12 personOfTwoNames',
        'E12 accountOfTwoUnits',
        'B13 excelError',
        'D13 roleMisfit',
      ].map((it) => it.replace('B13 excelError', 'B13 excelError')),
    )
  })

  it('is told in Chinese and English, with what is allowed instead', () => {
    const result = read(sheet('a,p1,托娅,dispatcher,c1', 'b,p2,孟和,网格长,青杉'))
    expect(result.ok ? [] : result.errors.map(issueText)).toEqual([
      {
        zh: '第 2 行“roles”列 (D2)：调度员不能属于村居；应为：指挥调度中心',
        en: 'row 2, column "roles" (D2): the role dispatcher does not act for a community; allowed: the dispatch centre',
      },
      {
        zh: expect.stringContaining('没有角色“网格长”；应为：网格员、村居书记、'),
        en: expect.stringContaining('there is no role "网格长"; allowed: gridWorker, communitySecretary, '),
      },
      {
        zh: '第 3 行“unit”列 (E3)：单位表中没有“青杉”；应为：单位编码，或不重名的单位名称',
        en: 'row 3, column "unit" (E3): "青杉" is not among the units; allowed: the id of a unit, or a name that only one unit has',
      },
    ])
  })

  it('has nothing imported', () => {
    const result = read(sheet('a,p1,托娅,gridWorker,c1', 'b,p2,孟和,nothing,c1'))
    expect(result).not.toHaveProperty('accounts')
  })

  it('may be no list at all', () => {
    expect(faultsOf(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual(['file workbook'])
    expect(faultsOf('')).toEqual(['file noHeader'])
    expect(faultsOf('account,name,unit\na,b,c1')).toEqual(['row 1 missingColumn', 'row 1 missingColumn'])
    expect(faultsOf(head)).toEqual(['file noRows'])
  })

  it('may have roles that this city lets act for other units', () => {
    const roleUnits = { ...usualRoleUnits, supervisor: ['street'] as const }
    const rows = sheet('a,p1,郭永胜,supervisor,s1', 'b,p2,郝亮,supervisor,centre')
    const result = importAccountsCsv(rows, { units, roleUnits })
    expect(result).toMatchObject({ ok: false, errors: [{ code: 'roleMisfit', place: { cell: 'D3' } }] })
  })
})

describe('the accounts of a whole city', () => {
  const communities = Array.from({ length: 1419 }, (_, at) => unit(`c-${at}`, 'community', `第${at}社区`))
  const rowsOf = (role: (at: number) => string) =>
    communities.flatMap(({ name }, at) =>
      [1, 2].map((n) => `account-${at},person-${at}-${n},甲${n},${role(at)},${name}`),
    )

  it('are 2,838 rows', () => {
    const rows = rowsOf(() => '网格员')
    expect(rows).toHaveLength(2838)
    const result = importAccountsCsv(encodeText(sheet(...rows), 'gb18030'), { units: communities })
    expect(result.ok && result.accounts.length).toBe(1419)
    expect(result.ok && result.accounts.every(({ people }) => people.length === 2)).toBe(true)
  })

  it('have a fault in each row, and each is told', () => {
    const rows = rowsOf(() => '街道干部')
    const result = importAccountsCsv(sheet(...rows), { units: communities })
    const told = result.ok ? [] : result.errors.map(({ place }) => (place.in === 'sheet' ? place.cell : ''))
    expect(told).toEqual(rows.map((_, at) => `D${at + 2}`))
  })
})
