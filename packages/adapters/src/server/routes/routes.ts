/** Every route as data. */
import { cityWideRoutes } from './city-wide-routes.ts'
import { districtRoutes } from './district-routes.ts'
import { photoRoutes } from './photo-routes.ts'
import type { RouteSpec } from './route-spec.ts'
import { serviceRoutes } from './service-routes.ts'
import { ticketRoutes } from './ticket-routes.ts'

export const routes = {
  ...serviceRoutes,
  ...districtRoutes,
  ...ticketRoutes,
  ...photoRoutes,
  ...cityWideRoutes,
} as const satisfies Record<string, RouteSpec>

export type RouteName = keyof typeof routes
