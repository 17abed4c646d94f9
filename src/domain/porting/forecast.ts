import {
  addBusinessDays,
  businessDateAt,
  businessDaysBetween,
  type BusinessCalendar,
} from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { daysLeft, WAITING_STATES, type WaitingState } from './forecast-rules.ts'
import { daysForShare, daysWithin, placeOf, type PaceSample } from './pace.ts'
import type { PortKind } from './port-kind.ts'
import type { PortState } from './port-state.ts'

/** From so many finished ports on a forecast rests on them. */
export const FEWEST_PORTS = 20
/** Of them so many must have stood where this one does, for as long. */
const FEWEST_ALIKE = 10

/** Half of ports like it are done by the first, 8 of 10 by the second. */
const TYPICAL = 0.5
const LIKELY = 0.8

/** The port a forecast is for. */
export interface ForecastPort {
  readonly id: number
  readonly kind: PortKind
  readonly state: PortState
  readonly stateSince: Date
  readonly cutOverAt: Date | null
}

/** What finished ports say, those of one losing carrier or all of the kind. */
export interface PortHistory {
  readonly from: 'carrier' | 'kind'
  /** How many ports are finished. */
  readonly count: number
  /** `yyyy-mm-dd`: when the first of them was. */
  readonly since: string | null
  readonly samples: readonly PaceSample[]
}

/** On what a forecast rests: the date that is set, how long the steps take, or what others took. */
export interface ForecastBasis {
  readonly from: 'date' | 'rules' | PortHistory['from']
  /** Finished ports: those it rests on, or of the kind where they are too few. */
  readonly count: number
  readonly since: string | null
}

export interface PortForecast {
  /** `yyyy-mm-dd` in the zone of the desk: half of such ports are done by the end of that day. */
  readonly typicalOn: string
  /** 8 of 10 are. */
  readonly likelyBy: string
  /** Nobody waits for a carrier: the days count from today, as if it were submitted now. */
  readonly ifSubmittedNow: boolean
  readonly basis: ForecastBasis
}

/**
 * When a port will be done. The date where it is set; else from the finished ports of this installation, first those of the
 * same losing carrier, which stood in the same state for as long as this one does; else from how long the steps take.
 * Undefined of a port that is over or done.
 *
 * @param histories in the order they are asked; those with fewer than 20 ports are passed over.
 */
export function forecastPort(
  port: ForecastPort,
  histories: readonly PortHistory[],
  calendar: BusinessCalendar,
  now: Date,
): PortForecast | undefined {
  const { state, cutOverAt } = port
  const today = businessDateAt(calendar, now.getTime())
  if (state === 'date-set' || state === 'pre-provisioned' || state === 'cutting-over') {
    if (cutOverAt === null) return undefined
    const on = later(
      dateAt(cutOverAt.getTime(), calendar.timeZone).toString(),
      dateAt(now.getTime(), calendar.timeZone).toString(),
    )
    return { typicalOn: on, likelyBy: on, ifSubmittedNow: false, basis: { from: 'date', count: 0, since: null } }
  }
  const isMended = state === 'rejected' && fromHistories(port, histories, calendar, today) !== undefined
  const ifSubmittedNow = state === 'draft' || (state === 'rejected' && !isMended)
  const asked = ifSubmittedNow ? { ...port, state: 'submitted' as const, stateSince: now } : port
  const known = fromHistories(asked, histories, calendar, today)
  if (known !== undefined) return { ...known, ifSubmittedNow }
  const waiting = WAITING_STATES.find((each) => each === asked.state)
  if (waiting === undefined) return undefined
  const { typical, typicalAfter, likely, likelyAfter } = daysLeft(port.kind, waiting)
  const entered = businessDateAt(calendar, asked.stateSince.getTime())
  const reckoned = (all: number, after: number): string =>
    later(addBusinessDays(calendar, entered, all), addBusinessDays(calendar, today, after))
  return {
    typicalOn: reckoned(typical, typicalAfter),
    likelyBy: reckoned(likely, likelyAfter),
    ifSubmittedNow,
    basis: { from: 'rules', count: histories.find(({ from }) => from === 'kind')?.count ?? 0, since: null },
  }
}

function fromHistories(
  { id, state, stateSince }: ForecastPort,
  histories: readonly PortHistory[],
  calendar: BusinessCalendar,
  today: string,
): Omit<PortForecast, 'ifSubmittedNow'> | undefined {
  const entered = businessDateAt(calendar, stateSince.getTime())
  const stood = Math.max(0, businessDaysBetween(calendar, entered, today))
  for (const { from, count, since, samples } of histories) {
    // Who has stood there for days is compared with those who stood as long, not with those long gone.
    const alike = samples.filter((sample) => sample.state === state && sample.stayed >= stood)
    if (count < FEWEST_PORTS || alike.length < FEWEST_ALIKE) continue
    const days = alike.map(({ total }) => total).toSorted((one, other) => one - other)
    const dayOf = (share: number): string =>
      later(addBusinessDays(calendar, entered, daysWithin(days, share, placeOf(id))), today)
    return { typicalOn: dayOf(TYPICAL), likelyBy: dayOf(LIKELY), basis: { from, count, since } }
  }
  return undefined
}

/** How long ports took from a step until they were done, in business days. */
export interface StepPace {
  readonly state: WaitingState | 'rejected'
  /** How many stays it is from; 0: from how long the steps take. */
  readonly count: number
  readonly half: number
  readonly eightOfTen: number
  /** Nothing is said of it by the steps. */
  readonly nineteenOfTwenty: number | null
}

/** The whole table behind a forecast, by the state a port came to: from a history, or from how long the steps take. */
export function paceTable(kind: PortKind, history: PortHistory | undefined): readonly StepPace[] {
  if (history === undefined) {
    return WAITING_STATES.filter((state) => kind === 'complex' || !state.startsWith('validat')).map((state) => {
      const { typical, likely } = daysLeft(kind, state)
      return { state, count: 0, half: typical, eightOfTen: likely, nineteenOfTwenty: null }
    })
  }
  return [...WAITING_STATES, 'rejected' as const].flatMap((state) => {
    const days = history.samples
      .filter((sample) => sample.state === state)
      .map(({ total }) => total)
      .toSorted((one, other) => one - other)
    const [half, eightOfTen] = [daysForShare(days, TYPICAL), daysForShare(days, LIKELY)]
    if (half === undefined || eightOfTen === undefined) return []
    return { state, count: days.length, half, eightOfTen, nineteenOfTwenty: daysForShare(days, 0.95) ?? null }
  })
}

function later(one: string, other: string): string {
  return one < other ? other : one
}
