/** Invented people for trying a service out, by login: what a provider would claim of them. Units are of the demo city. */

export interface DemoClaims {
  person: string
  name: string
  unit?: string
  roles: string[]
}

export const demoPeople: Readonly<Record<string, DemoClaims>> = {
  gridworker: { person: 'grid-1', name: '网格员', unit: 'xincheng-s1-c1', roles: ['gridWorker'] },
  secretary: {
    person: 'secretary-1',
    name: '社区书记',
    unit: 'xincheng-s1-c1',
    roles: ['communitySecretary'],
  },
  department: {
    person: 'handler-1',
    name: '城管承办人',
    unit: 'xincheng-cityManagement',
    roles: ['departmentHandler'],
  },
  reviewer: { person: 'reviewer-1', name: '退单审核员', unit: 'dispatch', roles: ['returnReviewer'] },
  dispatcher: { person: 'dispatcher-1', name: '调度员', unit: 'dispatch', roles: ['dispatcher'] },
  resident: { person: 'resident-1', name: '居民', roles: ['citizen'] },
}
