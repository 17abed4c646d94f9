import type pg from 'pg'
import { carrierPace, type CarrierPace } from '#domain/porting/carrier-pace.ts'
import {
  countOpenPorts,
  readDecidedSince,
  readFinishedSince,
  readLosingCarrierNames,
  type OpenPorts,
  type PaceGroup,
} from '#storage/queries/reports/port-pace.ts'
import { loadCalendars } from './desk.ts'

/** A line of the report: ports of a kind from a carrier. */
export type PaceRow = PaceGroup & CarrierPace & Pick<OpenPorts, 'open' | 'overdue'> & { readonly name: string }

/** How the losing carriers have worked from an instant on, by kind of port: those with the most ports first. */
export async function reportPortPace(db: pg.ClientBase, from: Date, now: Date): Promise<readonly PaceRow[]> {
  const names = await readLosingCarrierNames(db)
  const finished = Map.groupBy(await readFinishedSince(db, from), keyOf)
  const decided = Map.groupBy(await readDecidedSince(db, from), keyOf)
  const open = new Map((await countOpenPorts(db, now)).map((count) => [keyOf(count), count]))
  const rows: PaceRow[] = []
  for (const key of new Set([...finished.keys(), ...decided.keys(), ...open.keys()])) {
    const one = finished.get(key)?.[0] ?? decided.get(key)?.[0] ?? open.get(key)
    if (one === undefined) continue
    const { kind, carrier } = one
    const calendars = await loadCalendars(db, { kind, losingCarrier: carrier }, now)
    rows.push({
      carrier,
      kind,
      name: names.get(carrier) ?? carrier,
      ...carrierPace(kind, finished.get(key) ?? [], decided.get(key) ?? [], calendars),
      open: open.get(key)?.open ?? 0,
      overdue: open.get(key)?.overdue ?? 0,
    })
  }
  const weight = (row: PaceRow): number => row.finished + row.decided + row.open
  return rows.toSorted((one, other) => weight(other) - weight(one) || (one.carrier < other.carrier ? -1 : 1))
}

function keyOf({ carrier, kind }: PaceGroup): string {
  return `${kind} ${carrier}`
}
