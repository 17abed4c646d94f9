import type pg from 'pg'
import type { PortHistory } from '#domain/porting/forecast.ts'
import { samplesOf } from '#domain/porting/pace.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readFinishedPorts, type FinishedPorts } from '#storage/queries/port-pace.ts'

/** What finished ports say of one from a carrier: first those of that carrier, then all of the kind. */
export async function loadPortHistories(
  db: pg.ClientBase,
  { kind, losingCarrier }: { readonly kind: PortKind; readonly losingCarrier: string | null },
  calendar: BusinessCalendar,
  now: Date,
): Promise<readonly PortHistory[]> {
  const ofKind = await readFinishedPorts(db, { kind, losingCarrier: null }, now)
  const histories = [historyOf('kind', ofKind, calendar)]
  if (losingCarrier === null) return histories
  const ofCarrier = await readFinishedPorts(db, { kind, losingCarrier }, now)
  return [historyOf('carrier', ofCarrier, calendar), ...histories]
}

function historyOf(
  from: PortHistory['from'],
  { count, since, stays }: FinishedPorts,
  calendar: BusinessCalendar,
): PortHistory {
  return {
    from,
    count,
    since: since === null ? null : dateAt(since.getTime(), calendar.timeZone).toString(),
    samples: samplesOf(stays, calendar),
  }
}
