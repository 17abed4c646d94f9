import type { AnswerStep } from '#domain/porting/carrier-answer.ts'
import type { Answer, Item } from '../../../shared/api/wire-types.ts'
import { instantText } from '../../../shared/format/dates.ts'
import type { Tone } from '../../../shared/layout/status-badge.tsx'

export type Sheet = Answer<'readCarrierSheet'>
export type SheetRow = Item<'listCarrierSheetRows'>
export type Show = SheetRow['show']

/** What a row would do, or what came of it. */
export const SHOW_WORDS: Readonly<Record<Show, { readonly text: string; readonly tone: Tone }>> = {
  ready: { text: 'Changes', tone: 'carrier' },
  split: { text: 'Splits an order', tone: 'due' },
  refused: { text: 'Refused', tone: 'bad' },
  elsewhere: { text: 'Other carrier', tone: 'watch' },
  unchanged: { text: 'Unchanged', tone: 'neutral' },
  applied: { text: 'Applied', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
}

/** What a status word stands for, as it is chosen. */
export const MEANING_WORDS: Readonly<Record<AnswerStep | 'nothing', string>> = {
  lodge: 'Lodged',
  'ask-validation': 'Sent for validation',
  'confirm-validation': 'Validated',
  'pass-on': 'With the losing carrier',
  accept: 'Accepted',
  reject: 'Rejected',
  'set-date': 'Date set',
  'start-cut-over': 'Cut-over begun',
  complete: 'Completed',
  nothing: 'Nothing to do',
}

const STATUS_WORDS: Readonly<Record<Sheet['status'], { readonly text: string; readonly tone: Tone }>> = {
  review: { text: 'To review', tone: 'watch' },
  applying: { text: 'Being applied', tone: 'carrier' },
  done: { text: 'Applied', tone: 'good' },
}

/** How far a sheet is; one that is applied and has rows left says so. */
export function statusOf({ status, counts }: Pick<Sheet, 'status' | 'counts'>): {
  readonly text: string
  readonly tone: Tone
} {
  if (status === 'done' && counts.failed + counts.refused > 0) return { text: 'Applied in part', tone: 'watch' }
  if (status === 'review' && counts.ready + counts.split + counts.refused === 0)
    return { text: 'Nothing new', tone: 'neutral' }
  return STATUS_WORDS[status]
}

/** `15 Sep 2026, 9:30 am AEST`; '' where there is none. */
export function dateOf(place: SheetRow['before'], timeZone: string): string {
  const at = place?.cutOverAt ?? null
  return at === null ? '' : instantText(at, timeZone)
}
