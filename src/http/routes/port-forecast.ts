import { portForecastEndpoints as endpoints } from '#contract/port-forecast.ts'
import { rejectReason } from '#domain/porting/reject-reasons.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import { reportPortPace, type PaceRow } from '#operations/porting/report-pace.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { sendCsv, wantsCsv, type Columns } from '../report-csv.ts'
import { route, type Route } from '../route.ts'
import { viewPortForecast } from '../views/port-forecast.ts'

export const portForecastRoutes: readonly Route[] = [
  route(endpoints.readPortForecast, ({ read, params, actor, now }) =>
    read((db) => viewPortForecast(params.portId, db, { actor, now })),
  ),
  route(endpoints.reportPortPace, async (exchange) => {
    const { read, actor, query, now } = exchange
    const { from, rows } = await read(async (db) => {
      const timeZone = await readTimeZone(db, actor.resellerId ?? 0)
      const first = dateAt(now.getTime(), timeZone).subtract({ months: query.months })
      const found = await reportPortPace(db, new Date(startOfDate(first, timeZone)), now)
      return { from: first.toString(), rows: found.map(viewPace) }
    })
    if (!wantsCsv(exchange)) return { from, rows }
    const cells = rows.map(({ reasons, ...row }) => ({ ...row, reasons: reasons.map(({ label }) => label).join('; ') }))
    return sendCsv(exchange, 'port-pace', PACE, cells)
  }),
]

const PACE: Columns = {
  carrier: 'Losing carrier',
  kind: 'Kind',
  finished: 'Finished ports',
  half: 'Half within business days',
  eightOfTen: '8 of 10 within business days',
  decided: 'Attempts decided',
  rejected: 'Rejected',
  reasons: 'Why, mostly',
  answered: 'Answers of the carrier',
  late: 'Late answers',
  open: 'On their way',
  overdue: 'Overdue',
}

function viewPace({ name, half, eightOfTen, reasons, ...row }: PaceRow) {
  return {
    ...row,
    carrier: name,
    half: half ?? null,
    eightOfTen: eightOfTen ?? null,
    rejectedShare: shareOf(row.rejected, row.decided),
    lateShare: shareOf(row.late, row.answered),
    reasons: reasons.map(({ reason, count }) => ({ reason, label: rejectReason(reason).label, count })),
  }
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000
}
