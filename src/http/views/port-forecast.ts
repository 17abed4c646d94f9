import type pg from 'pg'
import { FEWEST_PORTS, forecastPort, paceTable } from '#domain/porting/forecast.ts'
import { basisWords, forecastWords } from '#domain/porting/forecast-words.ts'
import { loadDesk } from '#operations/porting/desk.ts'
import { loadPortHistories } from '#operations/porting/port-history.ts'
import { readPort } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import type { Viewer } from './port.ts'

/** When a port will be done. A customer is not told how many ports others have. */
export async function viewPortForecast(portId: number, db: pg.ClientBase, { actor, now }: Viewer) {
  const port = notFound('port', await readPort(db, portId))
  const desk = await loadDesk(db, now)
  const histories = await loadPortHistories(db, port, desk, now)
  const forecast = forecastPort(port, histories, desk, now)
  if (forecast === undefined)
    return { typicalOn: null, likelyBy: null, ifSubmittedNow: false, words: '', basis: null, steps: [] }
  const isCustomer = actor.accountId !== undefined
  const table = paceTable(
    port.kind,
    histories.find(({ count }) => count >= FEWEST_PORTS),
  )
  const { basis, ...dates } = forecast
  return {
    ...dates,
    words: forecastWords(forecast),
    basis: {
      ...basis,
      count: isCustomer ? null : basis.count,
      words: basisWords(forecast, port.losingCarrier, isCustomer),
    },
    steps: table.map((step) => (isCustomer ? { ...step, count: null } : step)),
  }
}
