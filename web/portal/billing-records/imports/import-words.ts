import type { Item } from '../../../shared/api/wire-types.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import type { Tone } from '../../../shared/layout/status-badge.tsx'

export type CallImport = Item<'listImports'>

/** While it is so, more comes: it is looked at again and again. */
export function isUnderWay({ status }: Pick<CallImport, 'status'>): boolean {
  return status === 'waiting' || status === 'running'
}

/** How often an import is looked at while it is read. */
export const LOOK_MS = 1000

/** Each status in a word, with its colour's meaning. */
export const IMPORT_STATUS: Readonly<Record<CallImport['status'], readonly [string, Tone]>> = {
  waiting: ['Waiting', 'neutral'],
  running: ['Being read', 'carrier'],
  done: ['Done', 'good'],
  failed: ['Failed', 'bad'],
  cancelled: ['Stopped', 'watch'],
}

/** Rows read so far: each is a call, a call that was in already, or one that could not be priced or read. */
export function rowsOf({ calls, duplicates, suspended, rejected }: CallImport): number {
  return calls + duplicates + suspended + rejected
}

/** Of all of the file, 0 to 100. */
export function percentOf({ status, bytes, bytesDone }: CallImport): number {
  if (status === 'done') return 100
  return bytes === 0 ? 0 : Math.min(99, Math.floor((bytesDone / bytes) * 100))
}

/** `45,000 rows · 12,300 rows a second · 20 seconds left`. */
export function progressText(call: CallImport): string {
  if (call.status === 'waiting') return 'Waits for its turn'
  const rows = rowsOf(call)
  const { bytesDone, bytesPerSecond, secondsLeft } = call
  const rate = bytesPerSecond === null || bytesDone === 0 ? 0 : Math.round((rows * bytesPerSecond) / bytesDone)
  return [
    plural(rows, 'row'),
    ...(rate > 0 ? [`${countText(rate)} rows a second`] : []),
    ...(secondsLeft === null ? [] : [leftText(secondsLeft)]),
  ].join(' · ')
}

function leftText(seconds: number): string {
  if (seconds < 2) return 'nearly done'
  return seconds < 90 ? `${seconds} seconds left` : `${plural(Math.round(seconds / 60), 'minute')} left`
}
