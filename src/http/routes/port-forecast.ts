import { portForecastEndpoints as endpoints } from '#contract/port-forecast.ts'
import { route, type Route } from '../route.ts'
import { viewPortForecast } from '../views/port-forecast.ts'

export const portForecastRoutes: readonly Route[] = [
  route(endpoints.readPortForecast, ({ read, params, actor, now }) =>
    read((db) => viewPortForecast(params.portId, db, { actor, now })),
  ),
]
