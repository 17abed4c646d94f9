import type { PortKind } from '#domain/porting/port-kind.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { clockText } from '../../../../shared/porting/clock.ts'
import { KIND_NAMES } from '../../kind-names.ts'

type Calendar = Item<'listCalendars'>

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `Complex ports that leave Example Telecom`: what a calendar is for. */
export function scopeText({ kind, carrier }: Pick<Calendar, 'kind' | 'carrier'>): string {
  const ports = kindText(kind)
  return carrier === null ? `${ports}, at the desk` : `${ports} that leave ${carrier.name}`
}

/** `All ports`, `Complex ports`, `13, 1300, 1800 ports`. */
export function kindText(kind: PortKind | null): string {
  return kind === null ? 'All ports' : `${KIND_NAMES[kind]} ports`
}

/** The one everything else falls back on. */
export function isMain({ kind, carrier }: Pick<Calendar, 'kind' | 'carrier'>): boolean {
  return kind === null && carrier === null
}

/** `Monday to Friday, 8:00 am to 5:00 pm, Australia/Sydney time.` */
export function hoursText({ weekdays, opensAt, closesAt, timeZone }: Calendar): string {
  const names = weekdays.map((day) => WEEKDAYS[day - 1] ?? '')
  const [first, last] = [weekdays[0] ?? 1, weekdays.at(-1) ?? 1]
  const isRow = weekdays.length > 2 && last - first === weekdays.length - 1
  const days = isRow ? `${names[0]} to ${names.at(-1)}` : names.join(', ')
  return `${days}, ${clockText(opensAt)} to ${clockText(closesAt)}, ${timeZone} time.`
}

/** Whose public holidays close it. */
export function holidaysText({ holidays }: Pick<Calendar, 'holidays'>): string {
  return holidays.nationalOnly ? 'Those all states share' : holidays.states.join(', ')
}
