import { calendarsEndpoints } from '#contract/calendars.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { route, type Route } from '../route.ts'

export const calendarsRoutes: readonly Route[] = Object.values(calendarsEndpoints).map((endpoint) =>
  route(endpoint, () => {
    throw new ProblemError(problem('unavailable', 'Porting is being set up; try again soon.'))
  }),
)
