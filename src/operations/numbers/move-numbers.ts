import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { NUMBER_STEPS } from '#domain/numbers/number-status.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import type { InventoryRow } from '#storage/queries/numbers.ts'
import { moveNumbers } from '#storage/tables/inventory.ts'
import { lockForStep } from './known-numbers.ts'

const HOUR_MS = 3_600_000
/** How long a reservation lasts where nobody says, and at the longest. */
const USUAL_RESERVATION_MS = 72 * HOUR_MS
const LONGEST_RESERVATION_MS = 90 * 24 * HOUR_MS

export interface Reservation {
  readonly numbers: readonly string[]
  /** Left out: for whoever comes. */
  readonly accountId?: number | undefined
  /** Left out: for three days. */
  readonly until?: Date | undefined
}

/** Keeps free numbers for an account, or for whoever comes, until an instant. */
export const reserveNumbers = operation({
  name: 'numbers.reserve',
  permission: 'inventory.write',
  async run(context, { numbers, accountId, until }: Reservation) {
    const { db, now, audit } = context
    const reservedUntil = until ?? new Date(now.getTime() + USUAL_RESERVATION_MS)
    const lasts = reservedUntil.getTime() - now.getTime()
    if (lasts <= 0 || lasts > LONGEST_RESERVATION_MS) {
      const bounds = 'A reservation ends in the future, 90 days from now at the latest.'
      throw new ProblemError(problem('invalid_value', bounds, { field: 'until' }))
    }
    if (accountId !== undefined) {
      const account = await readAccount(db, accountId)
      if (account === undefined)
        throw new ProblemError(problem('not_found', 'There is no such account.', { field: 'accountId' }))
      requireNotCancelled(account)
    }
    const rows = await lockForStep(context, numbers, 'reserve')
    const reserved = rows.map(({ number }) => number)
    await moveNumbers(db, reserved, { status: 'reserved', accountId, reservedUntil }, now)
    const after = { reserved, until: reservedUntil.toISOString() }
    audit({ subject: 'number inventory', ...(accountId !== undefined && { accountId }), after })
    return reserved
  },
})

/** Gives reserved numbers back. Those of an order are given back by its withdrawal. */
export const releaseReservations = operation({
  name: 'numbers.release-reservation',
  permission: 'inventory.write',
  async run(context, { numbers }: { readonly numbers: readonly string[] }) {
    const rows = await lockForStep(context, numbers, 'releaseReservation')
    const ordered = rows.filter(({ orderId }) => orderId !== null)
    if (ordered.length > 0) {
      throw new ProblemError(
        ...ordered.map(({ number, orderId }) =>
          problem('in_use', `${number} is allocated to order ${orderId}; withdraw or reject that order instead.`),
        ),
      )
    }
    return move(context, numbers, 'releaseReservation')
  },
})

export interface ReasonedStep {
  readonly numbers: readonly string[]
  readonly reason: string
}

/** Takes numbers out of service for good: given back to the carrier, ported away. */
export const retireNumbers = operation({
  name: 'numbers.retire',
  permission: 'inventory.write',
  async run(context, { numbers, reason }: ReasonedStep) {
    refusePorted(await lockForStep(context, numbers, 'retire'))
    return move(context, numbers, 'retire', reason)
  },
})

/** Lets numbers be used again before their quarantine is over. */
export const endQuarantine = operation({
  name: 'numbers.end-quarantine',
  permission: 'numbers.correct',
  async run(context, { numbers, reason }: ReasonedStep) {
    await lockForStep(context, numbers, 'endQuarantine')
    return move(context, numbers, 'endQuarantine', reason)
  },
})

/** Puts numbers in service whose port to us is complete. */
export const putInService = operation({
  name: 'numbers.put-in-service',
  permission: 'inventory.write',
  async run(context, { numbers }: { readonly numbers: readonly string[] }) {
    refusePorted(await lockForStep(context, numbers, 'arrive'))
    return move(context, numbers, 'arrive')
  },
})

/** A number on its way in for an account is its port's to move. */
function refusePorted(rows: readonly InventoryRow[]): void {
  const ported = rows.filter(({ status, accountId }) => status === 'porting' && accountId !== null)
  if (ported.length === 0) return
  throw new ProblemError(
    ...ported.map(({ number }) =>
      problem('in_use', `${number} is coming in by a port of its account; complete or withdraw that port instead.`),
    ),
  )
}

type PlainStep = 'releaseReservation' | 'retire' | 'endQuarantine' | 'arrive'

async function move(
  { db, now, audit }: WriteContext,
  asked: readonly string[],
  step: PlainStep,
  reason?: string,
): Promise<readonly string[]> {
  const numbers = [...new Set(asked)].toSorted()
  const status = NUMBER_STEPS[step].to
  await moveNumbers(db, numbers, { status }, now)
  audit({ subject: 'number inventory', after: { [status]: numbers, ...(reason !== undefined && { reason }) } })
  return numbers
}
