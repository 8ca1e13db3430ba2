/**
 * Who is signed in. Source of the shape: RuoYi-Vue `SysLoginController` (`POST /login` answers `token`, `GET /getInfo`
 * answers `user`, `roles`, `permissions`) and `AuthenticationEntryPointImpl` (401 within an answer of 200).
 */
import type { DemoAccount, DemoCity } from '../demo-city.ts'
import { Refused } from './envelope.ts'

export interface Dept {
  deptId: number
  deptName: string
  /** 1 centre, 2 community, 3 department. */
  deptType: '1' | '2' | '3'
  key: string
}

export interface User {
  userId: number
  userName: string
  nickName: string
  deptId: number | null
  dept: Dept | null
  part: DemoAccount['part']
}

const deptTypes = { centre: '1', community: '2', department: '3' } as const

/** Departments get the numbers from 101, accounts those from 1. */
export function accountsOf(city: DemoCity) {
  const depts = city.units.map(({ key, name, kind }, i): Dept => ({
    deptId: 101 + i,
    deptName: name,
    deptType: deptTypes[kind],
    key,
  }))
  const users = city.accounts.map(({ userName, nickName, unit, part }, i): User => {
    const dept = depts.find((it) => it.key === unit) ?? null
    return { userId: 1 + i, userName, nickName, deptId: dept?.deptId ?? null, dept, part }
  })
  const sessions = new Map<string, User>()
  return {
    depts,
    signIn(userName: string, password: string, wanted: string): string {
      const user = users.find((it) => it.userName === userName)
      if (!user || password !== wanted) throw new Refused(500, '用户不存在/密码错误')
      const token = crypto.randomUUID()
      sessions.set(token, user)
      return token
    },
    signOut: (request: Request) => void sessions.delete(tokenOf(request)),
    /** Throws the 401 that every call without a valid token gets. */
    signedIn(request: Request): User {
      const user = sessions.get(tokenOf(request))
      const { pathname } = new URL(request.url)
      if (!user) throw new Refused(401, `请求访问：${pathname}，认证失败，无法访问系统资源`)
      return user
    },
    /** As a restart of the session store does. */
    forgetSessions: () => sessions.clear(),
  }
}

const tokenOf = (request: Request) => request.headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
