const FORMATS = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = FORMATS.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-AU', options)
  FORMATS.set(key, made)
  return made
}

/** `3 Dec 2026` of a day `2026-12-03`. */
export function dayText(day: string): string {
  return tidy(
    format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
  )
}

/** `Thu 3 Dec` of a day that is near enough to go without its year. */
export function weekdayText(day: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return tidy(format(options).format(new Date(`${day}T00:00:00Z`))).replace(',', '')
}

/** `20 Oct – 19 Nov 2026`, both days included. */
export function daysText(from: string, to: string): string {
  const isOneYear = from.slice(0, 4) === to.slice(0, 4)
  const first = isOneYear ? dayText(from).replace(/ \d{4}$/, '') : dayText(from)
  return `${first} – ${dayText(to)}`
}

/** `3 Dec 2026` of an instant, on the clock of a zone. */
export function dateText(instant: string, timeZone: string): string {
  return tidy(format({ day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(new Date(instant)))
}

/** `3 Dec 2026, 2:05 pm AEDT`. */
export function instantText(instant: string, timeZone: string): string {
  const when = new Date(instant)
  return `${dateText(instant, timeZone)}, ${timeText(instant, timeZone)} ${zoneName(when, timeZone)}`
}

/** `2:05 pm`. */
export function timeText(instant: string, timeZone: string): string {
  return format({ hour: 'numeric', minute: '2-digit', hour12: true, timeZone })
    .format(new Date(instant))
    .replaceAll(' ', ' ')
    .toLowerCase()
}

/** `Thu 3 Dec, midday`, `Thu 3 Dec, 2:05 pm`: near enough to go without its year. */
export function middayText(instant: string, timeZone: string): string {
  const time = timeText(instant, timeZone)
  return `${weekdayText(dayOf(new Date(instant), timeZone))}, ${time === '12:00 pm' ? 'midday' : time}`
}

/** The day of an instant in a zone: `2026-12-03`. */
export function dayOf(instant: Date, timeZone: string): string {
  const parts = format({ year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).formatToParts(instant)
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The first instant of a day in a zone, as it travels: `2026-12-02T13:00:00.000Z` of 3 December in Sydney. */
export function startOfDay(day: string, timeZone: string): string {
  return instantAt(day, '00:00', timeZone)
}

/** The instant at which a zone's clock shows a time (`09:30`) of a day, as it travels. */
export function instantAt(day: string, time: string, timeZone: string): string {
  const local = Date.parse(`${day}T${time}:00Z`)
  const guess = local - offsetOf(new Date(local), timeZone)
  return new Date(local - offsetOf(new Date(guess), timeZone)).toISOString()
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetOf(instant: Date, timeZone: string): number {
  const parts = format({ timeZoneName: 'longOffset', timeZone }).formatToParts(instant)
  const words = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(words) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The day after a day: `2026-12-04` of `2026-12-03`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
}

/** The month a day is in, from its first day to its last. */
export function monthOf(day: string): { readonly from: string; readonly to: string } {
  const from = `${day.slice(0, 7)}-01`
  const inTheNext = new Date(Date.parse(`${from}T00:00:00Z`) + 31 * DAY_MS).toISOString()
  return { from, to: dayBefore(`${inTheNext.slice(0, 7)}-01`) }
}

const DAY_MS = 86_400_000

/** `AEDT`; of zones without such a name `GMT+8`. */
export function zoneName(instant: Date, timeZone: string): string {
  const parts = format({ timeZoneName: 'short', timeZone }).formatToParts(instant)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** `just now`, `12 minutes ago`, `in 3 days`; beside it the full time belongs in a tooltip. */
export function agoText(instant: string, now: Date): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000)
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1]
  if (unit === 'second') return 'just now'
  return new Intl.RelativeTimeFormat('en-AU', { numeric: 'auto' }).format(Math.round(seconds / size), unit)
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** Some engines write `June`, `July`, `Sept` and narrow spaces. */
function tidy(text: string): string {
  return text.replaceAll(' ', ' ').replace(/\b(Jun|Jul|Sep)[ety]\b/, '$1')
}
