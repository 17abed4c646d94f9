import type pg from 'pg'
import { portOutDue } from '#domain/porting/port-out-due.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { lockDuePortOuts } from '#storage/queries/port-outs.ts'
import { updatePortOutDue } from '#storage/tables/port-outs.ts'
import { loadCalendars } from './desk.ts'

/** The calendar the reseller's desk answers requests to leave by. */
export async function loadOutDesk(db: pg.ClientBase, kind: PortKind, now: Date): Promise<BusinessCalendar> {
  return (await loadCalendars(db, { kind, losingCarrier: null }, now)).desk
}

/** Reckons anew by when the next step of each request is due: after a calendar changed. */
export async function reckonPortOutsAnew(db: pg.ClientBase, now: Date): Promise<void> {
  for (const portOut of await lockDuePortOuts(db)) {
    await updatePortOutDue(db, portOut.id, portOutDue(portOut, await loadOutDesk(db, portOut.kind, now)))
  }
}
