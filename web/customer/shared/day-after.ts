const DAY_MS = 86_400_000

/** The day after a day, `2026-12-03`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}
