/** The whole city at once. A service without a rollup does not have these routes. */
import type { CityWide } from '@chuishao/core/service'
import { answerPage, withCursor } from './answer-page.ts'
import { refuse, refuseCommand } from './refusal.ts'
import { privateRoute } from './route.ts'
import { routes } from './routes/routes.ts'

export const cityWideRoutes = (cityWide: CityWide | undefined) => ({
  cityWideFigures: privateRoute(routes.cityWideFigures, async ({ session, query }) => {
    if (!cityWide) return refuse('unknownRoute')
    const figures = await cityWide.figures(session, query)
    return figures.ok ? Response.json(figures.value) : refuseCommand(figures.rejection)
  }),

  cityWideTickets: privateRoute(routes.cityWideTickets, ({ request, session, query }) =>
    withCursor(async () => {
      if (!cityWide) return refuse('unknownRoute')
      const page = await cityWide.query(session, query)
      return page.ok ? answerPage(request, page.value) : refuseCommand(page.rejection)
    }),
  ),
})
