const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `2026-11-20` becomes `20 November 2026`. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
}

/** `2026-11-20` becomes `Fri 20 Nov`: of a day that is near enough to go without its year. */
export function shortDateText(date: string): string {
  const { dayOfWeek, day, month } = Temporal.PlainDate.from(date)
  return `${WEEKDAYS[dayOfWeek - 1] ?? ''} ${day} ${(MONTHS[month - 1] ?? '').slice(0, 3)}`
}

/** `2026-11-20` becomes `November 2026`. */
export function monthText(date: string): string {
  return dateText(date).split(' ').slice(1).join(' ')
}
