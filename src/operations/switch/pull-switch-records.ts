import type pg from 'pg'
import { readSwitchRecords, type SwitchRecordRow } from '#storage/queries/switch-records.ts'
import { markSwitchRecords } from '#storage/tables/switch-records.ts'
import { recordEvents } from '#operations/usage/record-events.ts'
import { legsOfRecord, type SwitchLeg } from './record-of-switch.ts'
import { switchSource } from './switch-source.ts'

export interface PullReport {
  readonly records: number
  /** Of calls the switch had told of before. */
  readonly again: number
  /** That do not even say which call they are of. */
  readonly unreadable: number
  /** That could not be taken now, and stay. */
  readonly left: number
}

const RECORDS_AT_ONCE = 500

interface Readable {
  readonly row: SwitchRecordRow
  readonly legs: readonly SwitchLeg[]
}

/**
 * Takes the records the switch has written, prices and posts them as a file's, and marks them. Broken off anywhere and done
 * again, or done by two at once, each call is in once: it is known by the switch's own id of it. A second record of a call
 * (the switch was restarted as it ended) counts for nothing.
 */
export async function pullSwitchRecords(pool: pg.Pool, clock: () => Date): Promise<PullReport> {
  const sum = { records: 0, again: 0, unreadable: 0, left: 0 }
  let after = 0n
  for (;;) {
    const rows = await readSwitchRecords(pool, after, RECORDS_AT_ONCE)
    after = rows.at(-1)?.id ?? after
    if (rows.length === 0) return sum
    const again = rows.filter(({ isRepeated }) => isRepeated)
    const read = rows.filter(({ isRepeated }) => !isRepeated).map((row) => ({ row, legs: legsOfRecord(row) }))
    const unreadable = read.filter(({ legs }) => legs === undefined).map(({ row }) => row)
    const recorded = await record(
      pool,
      read.filter((one): one is Readable => one.legs !== undefined),
      clock,
    )
    await markSwitchRecords(pool, idsOf(again), 'again', clock())
    await markSwitchRecords(pool, idsOf(unreadable), 'unreadable', clock())
    await markSwitchRecords(pool, idsOf(recorded), 'recorded', clock())
    sum.records += recorded.length
    sum.again += again.length
    sum.unreadable += unreadable.length
    sum.left += read.length - unreadable.length - recorded.length
  }
}

/**
 * Records all of them together; where that fails, one by one, so that one that cannot be kept does not hold up the rest.
 *
 * @returns those that are in.
 */
async function record(
  pool: pg.Pool,
  readable: readonly Readable[],
  clock: () => Date,
): Promise<readonly SwitchRecordRow[]> {
  if (readable.length === 0) return []
  const recordLegs = async (legs: readonly SwitchLeg[]): Promise<boolean> => {
    try {
      for (const [resellerId, own] of Map.groupBy(legs, (leg) => leg.resellerId)) {
        const source = await switchSource(pool, resellerId)
        await recordEvents(
          pool,
          source,
          own.map(({ event }) => event),
          clock(),
        )
      }
      return true
    } catch {
      return false
    }
  }
  if (await recordLegs(readable.flatMap(({ legs }) => legs))) return readable.map(({ row }) => row)
  const recorded: SwitchRecordRow[] = []
  for (const { row, legs } of readable) if (await recordLegs(legs)) recorded.push(row)
  return recorded
}

function idsOf(rows: readonly SwitchRecordRow[]): readonly bigint[] {
  return rows.map(({ id }) => id)
}
