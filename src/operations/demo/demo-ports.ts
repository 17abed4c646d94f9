import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'

/** One port of the demonstration: how far it has come, and how long ago it was submitted. */
export interface PortStory {
  readonly kind: PortKind
  /** Where it stands; `completed` is within its return window, `closed` long done. */
  readonly state: PortState
  /** Business days before today on which it was submitted; of a draft, begun. */
  readonly daysAgo: number
  /** How many numbers: of a complex port. */
  readonly count?: number
  /** Whether the customer did what customers may do. */
  readonly byCustomer?: boolean
  /** The first attempt was rejected for this; of a rejected one, the last. */
  readonly rejected?: RejectReason
  /** Business days from the acceptance to the cut-over, where it is not as soon as may be. */
  readonly cutOverAfter?: number
  readonly remarks?: string
}

/**
 * Ports at every stage. The first is of the account of the demonstration's customer, and so is every fifth. None of a mobile
 * or a 1300 number is done: all there are for fiction were called before, and what was charged for that would not hold any
 * more.
 */
export const PORT_STORIES: readonly PortStory[] = [
  { kind: 'simple', state: 'date-set', daysAgo: 3, byCustomer: true },
  { kind: 'simple', state: 'draft', daysAgo: 1 },
  { kind: 'complex', state: 'draft', daysAgo: 2, count: 12, remarks: 'List of associated numbers is still to come.' },
  { kind: 'simple', state: 'submitted', daysAgo: 0 },
  { kind: 'simple', state: 'submitted', daysAgo: 3 },
  { kind: 'simple', state: 'rejected', daysAgo: 4, byCustomer: true, rejected: 'account-mismatch' },
  { kind: 'special', state: 'lodged', daysAgo: 1 },
  { kind: 'complex', state: 'lodged', daysAgo: 5, count: 20 },
  { kind: 'simple', state: 'with-losing-carrier', daysAgo: 2 },
  { kind: 'simple', state: 'with-losing-carrier', daysAgo: 7 },
  { kind: 'complex', state: 'date-set', daysAgo: 17, count: 18, byCustomer: true, cutOverAfter: 14 },
  { kind: 'complex', state: 'with-losing-carrier', daysAgo: 9, count: 50 },
  { kind: 'special', state: 'with-losing-carrier', daysAgo: 12 },
  { kind: 'simple', state: 'accepted', daysAgo: 3 },
  { kind: 'complex', state: 'accepted', daysAgo: 16, count: 8 },
  { kind: 'simple', state: 'draft', daysAgo: 0, byCustomer: true },
  { kind: 'special', state: 'accepted', daysAgo: 13 },
  { kind: 'simple', state: 'rejected', daysAgo: 5, rejected: 'complex-service' },
  { kind: 'complex', state: 'rejected', daysAgo: 16, count: 15, rejected: 'associated-numbers' },
  { kind: 'simple', state: 'date-set', daysAgo: 4, rejected: 'address-mismatch' },
  { kind: 'simple', state: 'closed', daysAgo: 12, byCustomer: true },
  { kind: 'simple', state: 'pre-provisioned', daysAgo: 4 },
  { kind: 'simple', state: 'cutting-over', daysAgo: 4 },
  { kind: 'special', state: 'pre-provisioned', daysAgo: 10 },
  { kind: 'simple', state: 'completed', daysAgo: 4 },
  { kind: 'simple', state: 'closed', daysAgo: 9 },
  { kind: 'simple', state: 'closed', daysAgo: 15 },
  { kind: 'complex', state: 'closed', daysAgo: 28, count: 10 },
  { kind: 'simple', state: 'withdrawn', daysAgo: 6 },
  { kind: 'simple', state: 'reversed', daysAgo: 8 },
  { kind: 'complex', state: 'validating', daysAgo: 4, count: 6 },
  { kind: 'complex', state: 'validated', daysAgo: 6, count: 30 },
  { kind: 'mobile', state: 'with-losing-carrier', daysAgo: 1 },
  { kind: 'mobile', state: 'draft', daysAgo: 0 },
  { kind: 'simple', state: 'expired', daysAgo: 68 },
  ...finished(8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19, 20, 21),
]

export const LOSING_CARRIERS = ['Bluegum Telecom', 'Southern Line', 'Parrot Networks', 'Tasman Voice'] as const

/** Single numbers that came over without a hitch, or with one: what a forecast can rest on. */
function finished(...submittedDaysAgo: readonly number[]): readonly PortStory[] {
  return submittedDaysAgo.map((daysAgo, index) => ({
    kind: 'simple',
    state: 'closed',
    daysAgo,
    cutOverAfter: 1 + (index % 4),
    ...(index % 6 === 5 && { rejected: 'name-mismatch' }),
  }))
}
