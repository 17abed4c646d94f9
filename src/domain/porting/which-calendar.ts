import type { BusinessCalendar } from '#domain/time/business-days.ts'
import type { PortKind } from './port-kind.ts'
import type { PortState } from './port-state.ts'

/** The two calendars a port goes by: that of the reseller's own desk, and that of the carrier it leaves. */
export interface PortCalendars {
  readonly desk: BusinessCalendar
  /** The desk's where none is written down for the carrier. */
  readonly carrier: BusinessCalendar
}

export type CalendarSide = keyof PortCalendars

/**
 * Whose work is due next while a port is in a state, and so by whose calendar it is due. What we do (lodge it, ask for the
 * validation, pass it on, set the date, watch the cut-over) goes by the desk's; what the losing carrier does (answer the
 * validation, answer the request) by the carrier's.
 */
export function turnOf(state: PortState): CalendarSide {
  return state === 'validating' || state === 'with-losing-carrier' ? 'carrier' : 'desk'
}

/** What a calendar is for. */
export interface CalendarScope {
  /** One kind of port; null: all of them. */
  readonly kind: PortKind | null
  /** One losing carrier; null: the reseller's own desk, and carriers that have none. */
  readonly carrierId: number | null
}

/** The scope every reseller has a calendar for, which is never deleted. */
export function isEveryDay({ kind, carrierId }: CalendarScope): boolean {
  return kind === null && carrierId === null
}

/**
 * The calendar that goes for a kind of port and a carrier, or the desk (null): the most specific there is. First the carrier's
 * for the kind, then the carrier's for all kinds, then the desk's for the kind, then the desk's for all.
 */
export function whichCalendar<Calendar extends CalendarScope>(
  calendars: readonly Calendar[],
  kind: PortKind,
  carrierId: number | null,
): Calendar | undefined {
  const scopes: readonly CalendarScope[] = [
    ...(carrierId === null
      ? []
      : [
          { kind, carrierId },
          { kind: null, carrierId },
        ]),
    { kind, carrierId: null },
    { kind: null, carrierId: null },
  ]
  for (const scope of scopes) {
    const found = calendars.find((one) => one.kind === scope.kind && one.carrierId === scope.carrierId)
    if (found !== undefined) return found
  }
  return undefined
}
