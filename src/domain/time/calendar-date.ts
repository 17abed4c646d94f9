/** A date as `yyyy-mm-dd`; undefined for any other form and for days that do not exist, as 2026-02-29. */
export function parseDate(text: string): Temporal.PlainDate | undefined {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(text) ?? []
  if (year === undefined) return undefined
  const date = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) })
  return date.toString() === text ? date : undefined
}

/** The first instant of a date in a zone, in epoch milliseconds: not 00:00 where daylight saving skips midnight. */
export function startOfDate(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds
}

/** The date on a zone's calendars at an instant. */
export function dateAt(atMs: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate()
}
