/** Days from one to another, both included; `2026-11-01`. */
export interface Period {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000

/** The days a report is usually asked for, by a name. */
export function periodsAt(today: string): readonly (Period & { readonly name: string })[] {
  const firstOfMonth = `${today.slice(0, 7)}-01`
  const lastOfMonthBefore = moved(firstOfMonth, -1)
  return [
    { name: 'This month', from: firstOfMonth, to: today },
    { name: 'Last month', from: `${lastOfMonthBefore.slice(0, 7)}-01`, to: lastOfMonthBefore },
    { name: 'Last 30 days', from: moved(today, -29), to: today },
    { name: 'Last 90 days', from: moved(today, -89), to: today },
    { name: 'Last 12 months', from: moved(today, -364), to: today },
  ]
}

/** A day so many days later. */
function moved(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
