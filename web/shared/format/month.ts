/** The weeks of a month as a calendar draws them: Monday first, whole weeks, so with days of the months beside it. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * DAY_MS
  const next = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`)
  const weeks = Math.ceil((next - start) / (7 * DAY_MS))
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => new Date(start + (week * 7 + day) * DAY_MS).toISOString().slice(0, 10)),
  )
}

const DAY_MS = 86_400_000

/** `2027-01` is one month after `2026-12`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + number - 1 + count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** `December 2026`. */
export function monthText(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-AU', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** Whether a text of the address is a month at all. */
export function isMonth(text: string | undefined): text is string {
  return text !== undefined && /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(text)
}
