import type { SwitchRecordRow } from '#storage/queries/switch-records.ts'
import type { CallEvent } from '#operations/usage/record-events.ts'

/** One end of a call, and whose line it is on; null: nobody's. */
export interface SwitchLeg {
  readonly resellerId: number | null
  readonly event: CallEvent
}

/** What a number cannot have in it, and what would end a line of a file. */
const UNSAFE = /[^\u0020-\u007e]/g
const LONGEST_NUMBER = 60

/**
 * A record of Kamailio as the legs it is: one, or for a call between two of our accounts two. The same row is always the
 * same legs, so that one taken twice is known again. Undefined: it does not even say which call it was.
 *
 * Seconds count as they were talked, to the nearest whole; a call somebody answered has one at the least.
 */
export function legsOfRecord(row: SwitchRecordRow): readonly SwitchLeg[] | undefined {
  const begun = startOf(row)
  if (row.call === null || row.call === '' || begun === undefined) return undefined
  const event: CallEvent = {
    callId: row.call,
    aNumber: clean(row.aNumber),
    bNumber: clean(row.bNumber),
    startedAt: begun.toISOString(),
    durationSeconds: isAnswered(row) ? Math.max(1, Math.round(Number(row.seconds ?? 0))) : 0,
    direction: row.direction === 'in' ? 'in' : 'out',
  }
  const leg = { resellerId: row.resellerId, event }
  if (row.direction !== 'onnet' || row.isWithinAccount) return [leg]
  return [leg, { resellerId: row.calledResellerId, event: { ...event, direction: 'in' } }]
}

function isAnswered({ answered }: SwitchRecordRow): boolean {
  return answered !== null && answered !== ''
}

/** The answer, to the millisecond; of a call nobody answered, when it was begun. */
function startOf({ answered, begunAt }: SwitchRecordRow): Date | undefined {
  const at = answered === null || answered === '' ? begunAt : new Date(Math.floor(Number(answered) * 1000))
  return at === null || Number.isNaN(at.getTime()) ? undefined : at
}

function clean(number: string | null): string {
  return (number ?? '').replaceAll(UNSAFE, '').slice(0, LONGEST_NUMBER)
}
