import type pg from 'pg'
import { nextDue } from '#domain/porting/port-due.ts'
import { listCalendars, readCarrierId } from '#storage/queries/calendars.ts'
import { lockDuePorts } from '#storage/queries/ports.ts'
import { updateDue } from '#storage/tables/ports.ts'
import { toPortCalendars } from './desk.ts'
import { reckonPortOutsAnew } from './port-out-desk.ts'

/**
 * Reckons anew by when the next step of each port, to us and away, is due: after a calendar changed, or which carrier has
 * which. Dates people agreed on stay.
 */
export async function reckonDueAnew(db: pg.ClientBase, now: Date): Promise<void> {
  const rows = await listCalendars(db)
  const carriers = new Map<string, number | null>()
  for (const port of await lockDuePorts(db)) {
    const name = port.losingCarrier ?? ''
    const carrierId = carriers.has(name) ? (carriers.get(name) ?? null) : await readCarrierId(db, name)
    carriers.set(name, carrierId)
    await updateDue(db, port.id, nextDue(port, toPortCalendars(rows, port.kind, carrierId, now)))
  }
  await reckonPortOutsAnew(db, now)
}
