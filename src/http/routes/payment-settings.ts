import { paymentSettingsEndpoints } from '#contract/payment-settings.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { route, type Route } from '../route.ts'

export const paymentSettingsRoutes: readonly Route[] = Object.values(paymentSettingsEndpoints).map((endpoint) =>
  route(endpoint, () => Promise.reject(new ProblemError(problem('unavailable', 'Not there yet.')))),
)
