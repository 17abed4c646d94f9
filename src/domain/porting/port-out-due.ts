import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { dueAfter, dueAt, type Due } from './port-due.ts'
import type { PortKind } from './port-kind.ts'
import type { PortOutState } from './port-out-state.ts'

/**
 * Business days we have as the losing carrier, from the day the request came in: `validation` to say which numbers of a
 * complex service belong together, `answer` to accept or refuse; and from our acceptance until the date is set. Source: the
 * times carriers expect of each other, and of mobiles the industry's code (90 % of ports within three hours).
 */
const ANSWER_DAYS = {
  simple: { validation: 2, answer: 2, setDate: 1 },
  complex: { validation: 5, answer: 10, setDate: 5 },
  special: { validation: 8, answer: 8, setDate: 2 },
  mobile: { validation: 0, answer: 0, setDate: 0 },
} as const satisfies Readonly<Record<PortKind, Readonly<Record<string, number>>>>

export interface PortOutProgress {
  readonly kind: PortKind
  readonly state: PortOutState
  readonly receivedAt: Date
  readonly stateSince: Date
  readonly cutOverAt: Date | null
}

/** By when the next step of a request is due; undefined: it is over. */
export function portOutDue(
  { kind, state, receivedAt, stateSince, cutOverAt }: PortOutProgress,
  calendar: BusinessCalendar,
): Due | undefined {
  const days = ANSWER_DAYS[kind]
  if (state === 'received') return dueAfter(calendar, receivedAt, days.validation)
  if (state === 'verifying') return dueAfter(calendar, receivedAt, days.answer)
  if (state === 'verified') return dueAfter(calendar, stateSince, days.setDate)
  if (state === 'scheduled') return cutOverAt === null ? undefined : dueAt(calendar, cutOverAt)
  return undefined
}
