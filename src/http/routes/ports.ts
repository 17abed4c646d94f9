import { portsEndpoints } from '#contract/ports.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { route, type Route } from '../route.ts'

export const portsRoutes: readonly Route[] = Object.values(portsEndpoints).map((endpoint) =>
  route(endpoint, () => {
    throw new ProblemError(problem('unavailable', 'Porting is being set up; try again soon.'))
  }),
)
