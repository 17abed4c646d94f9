/** What lists of requests that are due by a date have in common: ports, and numbers that leave. */

/** Far behind every due date: where a list by due date has what is due never. */
export const NEVER_MS = Number.MAX_SAFE_INTEGER

/** When a request `p` is due, in milliseconds, as a cursor holds it. */
export const DUE_MS = `CASE WHEN p.due_at IS NULL THEN ${NEVER_MS} ELSE (extract(epoch FROM p.due_at) * 1000)::int8 END`

/** The digits of a number in a search, without the 0 that E.164 leaves out; '' where it is no number. */
export function searchedDigits(search: string): string {
  const digits = search.replaceAll(/[\s()+-]/g, '')
  return /^\d{3,15}$/.test(digits) ? digits.replace(/^0/, '') : ''
}
