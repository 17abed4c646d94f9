import { creditControlEndpoints } from '#contract/credit-control.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { route, type Route } from '../route.ts'

export const creditControlRoutes: readonly Route[] = Object.values(creditControlEndpoints).map((endpoint) =>
  route(endpoint, () => Promise.reject(new ProblemError(problem('unavailable', 'Not there yet.')))),
)
