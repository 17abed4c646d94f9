import type { Item } from '../../../shared/api/wire-types.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import type { Tone } from '../../../shared/layout/status-badge.tsx'

export type BillRun = Item<'listBillRuns'>

interface Word {
  readonly text: string
  readonly tone: Tone
}

export const RUN_WORDS: Readonly<Record<BillRun['status'], Word>> = {
  waiting: { text: 'Waiting', tone: 'neutral' },
  running: { text: 'Running', tone: 'carrier' },
  done: { text: 'Done', tone: 'good' },
  failed: { text: 'Stopped', tone: 'bad' },
}

export function runTitle({ id, dryRun }: Pick<BillRun, 'id' | 'dryRun'>): string {
  return `${dryRun ? 'Preview' : 'Bill run'} ${id}`
}

/** `up to 24 Nov 2026`. */
export function upToText(date: string | null): string {
  return date === null ? 'all that had begun' : dayText(date)
}

export function isUnderway({ status }: Pick<BillRun, 'status'>): boolean {
  return status === 'waiting' || status === 'running'
}

/** `120 of 200 customers, about 12 sec left`. */
export function progressText({ status, accounts, accountsDone, secondsLeft }: BillRun): string {
  if (status === 'waiting') return 'Waiting for its turn'
  const done = `${countText(accountsDone)} of ${plural(accounts, 'customer')}`
  if (secondsLeft === null) return done
  return secondsLeft < 90
    ? `${done}, about ${secondsLeft} sec left`
    : `${done}, about ${Math.ceil(secondsLeft / 60)} min left`
}

/** How far it is, in per cent. */
export function percentOf({ accounts, accountsDone }: Pick<BillRun, 'accounts' | 'accountsDone'>): number {
  return accounts === 0 ? 0 : Math.floor((accountsDone / accounts) * 100)
}
