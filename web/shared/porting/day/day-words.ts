import type { Answer } from '../../api/wire-types.ts'

/** The day of a cut-over, as it is read. */
export type CutOverDay = Answer<'readCutOverDay'>

/** While something happens every minute, it is looked at twice in one. */
const LIVELY_MS = 30_000
const LIVELY: readonly CutOverDay['state'][] = ['pre-provisioned', 'cutting-over', 'completed']

/** How often the day is read again: only while it goes on. */
export function everyOf(day: CutOverDay | undefined): number | false {
  return day !== undefined && LIVELY.includes(day.state) ? LIVELY_MS : false
}

const DATED: readonly CutOverDay['state'][] = ['date-set', 'pre-provisioned', 'cutting-over', 'completed', 'closed']

/** Whether a port has a day. */
export function hasDay(state: CutOverDay['state']): boolean {
  return DATED.includes(state)
}

/** Whether its day is set and has not come about. */
export function isToCome(state: CutOverDay['state']): boolean {
  return state === 'date-set' || state === 'pre-provisioned'
}

/** `3 h 12 min 05 s` of what is left; `12 min 05 s`, `5 s`. */
export function leftText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = String(rest).padStart(2, '0')
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min ${two} s`
  return minutes > 0 ? `${minutes} min ${two} s` : `${rest} s`
}
