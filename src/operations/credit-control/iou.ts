import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { holidayState, iouExpiry, iouFloor, iouLent, whyNoIou, type IouEnd } from '#domain/credit-control/iou.ts'
import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform, type WriteContext } from '#operations/operation.ts'
import { reckonable } from '#operations/porting/desk.ts'
import { listResellerIds } from '#storage/queries/bill-runs.ts'
import { listExpiredIous, readOpenIous, readOwedIou, readOwedIous, type IouRow } from '#storage/queries/ious.ts'
import { clearIous, endIou, insertIou } from '#storage/tables/ious.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { readRemembered } from './read-controls.ts'

/** What `iou.started` says: decimal dollars, the value ex GST, the balance with it. */
export interface IouStarted {
  readonly value: string
  readonly balance: string
  /** ISO 8601. */
  readonly expiresAt: string
}

/** What `iou.ended` says, likewise. */
export interface IouEnded {
  readonly because: IouEnd
  /** Ex GST. */
  readonly lent: string
  readonly balance: string
}

/** The call that cannot be paid for. */
export interface IouAsked {
  readonly accountId: number
  /** A code of SERVICE_TYPE_CODES. */
  readonly serviceType: number
  /** Ex GST. */
  readonly firstMinuteMicros: Micros
}

/**
 * Begins an IOU where the account may have one for a call it cannot pay for. Of two calls at once one begins it, and both
 * have it.
 *
 * @returns the IOU that is open now; undefined: there is none.
 */
export const startIou = operation({
  name: 'iou.start',
  permission: 'credit-control.write',
  async run(context, { accountId, ...call }: IouAsked): Promise<IouRow | undefined> {
    const { db, resellerId, now, audit, emit } = context
    const account = await lockedAccount(db, accountId)
    const open = (await readOpenIous(db, [accountId], now)).get(accountId)
    if (open !== undefined) return open
    const [controls] = await readRemembered(db, [accountId], now)
    if (controls === undefined || account.status !== 'active') return undefined
    const { isOn, limit } = controls.settings.iou
    const valueMicros = micros(limit)
    const { balanceMicros } = controls.account
    const isOwed = (await readOwedIou(db, accountId)) !== undefined
    const { paymentMode, timeZone } = account
    if (whyNoIou({ paymentMode, isOn, valueMicros, balanceMicros, isOwed, ...call }) !== undefined) return undefined
    const expiresAt = expiryOf(timeZone, now)
    const floorMicros = iouFloor(valueMicros, balanceMicros)
    await insertIou(db, resellerId, { accountId, startedAt: now, expiresAt, valueMicros, balanceMicros, floorMicros })
    const payload: IouStarted = {
      value: formatDollars(valueMicros, 2),
      balance: formatDollars(balanceMicros, 2),
      expiresAt: expiresAt.toISOString(),
    }
    audit({ subject: `account ${accountId}`, accountId, after: { iou: payload } })
    emit({ type: 'iou.started', accountId, payload })
    return (await readOpenIous(db, [accountId], now)).get(accountId)
  },
})

/** By the business days of the account's own state: Monday to Friday but its public holidays. */
function expiryOf(timeZone: string, now: Date): Date {
  const state = holidayState(timeZone)
  const terms = {
    name: 'Business days',
    timeZone,
    weekdays: [1, 2, 3, 4, 5],
    opensAt: 9 * 60,
    closesAt: 17 * 60,
    nationalOnly: state === undefined,
    states: state === undefined ? [] : [state],
    closedDays: [],
  }
  return iouExpiry(reckonable(terms, now), now)
}

/**
 * Takes back an IOU that is open: its customer wants none, or staff do.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'conflict' where none is open.
 */
export const stopIou = operation({
  name: 'iou.stop',
  permission: 'credit-control.write',
  async run(context, { accountId }: { readonly accountId: number }) {
    requireNotCancelled(await lockedAccount(context.db, accountId))
    if (!(await endOpenIou(context, accountId, 'stopped')))
      throw new ProblemError(problem('conflict', 'No IOU is open; there is nothing to stop.'))
    return {}
  },
})

/** Ends the IOU of an account, if one is open, and tells it. Lock the account first. */
export async function endOpenIou(context: WriteContext, accountId: number, because: IouEnd): Promise<boolean> {
  const { db, now } = context
  const owed = await readOwedIou(db, accountId)
  if (owed === undefined || !(await endIou(db, accountId, because, now))) return false
  await tellEnd(context, owed, because)
  return true
}

/**
 * Ends the IOUs that payments have repaid: those of accounts whose balance is at zero or above again. Called where money
 * is posted, in its transaction.
 */
export async function clearRepaidIous(context: WriteContext, accountIds: readonly number[]): Promise<void> {
  const { db, now } = context
  const owed = await readOwedIous(db, accountIds)
  if (owed.size === 0) return
  for (const accountId of await clearIous(db, [...owed.keys()], now)) {
    const iou = owed.get(accountId)
    if (iou !== undefined) await tellEnd(context, iou, 'paid')
  }
}

async function tellEnd({ db, now, audit, emit }: WriteContext, iou: IouRow, because: IouEnd): Promise<void> {
  const { accountId, valueMicros } = iou
  const [controls] = await readRemembered(db, [accountId], now)
  const balanceMicros = controls?.account.balanceMicros ?? micros(0n)
  const payload: IouEnded = {
    because,
    lent: formatDollars(iouLent(valueMicros, iou.balanceMicros, balanceMicros), 2),
    balance: formatDollars(balanceMicros, 2),
  }
  audit({ subject: `account ${accountId}`, accountId, before: { iou: iou.id }, after: payload })
  emit({ type: 'iou.ended', accountId, payload })
}

const expireIou = operation({
  name: 'iou.expire',
  permission: 'credit-control.write',
  async run(context, { accountId }: { readonly accountId: number }): Promise<boolean> {
    const { db, now } = context
    await lockedAccount(db, accountId)
    const owed = await readOwedIou(db, accountId)
    if (owed === undefined || owed.endedAt !== null || owed.expiresAt > now) return false
    return endOpenIou(context, accountId, 'expired')
  },
})

export interface ExpiryReport {
  readonly ended: number
  readonly failures: readonly { readonly accountId: number; readonly reason: string }[]
}

/** Ends the IOUs whose time is over, of all resellers. For the timetable; doing it twice ends nothing twice. */
export async function expireIous(pool: pg.Pool, { now }: { readonly now: Date }): Promise<ExpiryReport> {
  const failures: ExpiryReport['failures'][number][] = []
  let ended = 0
  for (const resellerId of await listResellerIds(pool)) {
    const due = await readAsTenant(pool, { resellerId }, (db) => listExpiredIous(db, resellerId, now))
    for (const accountId of due) {
      try {
        const request = { actor: systemActor(resellerId), input: { accountId }, now, origin: 'timetable' }
        if (await perform(pool, expireIou, request, (did) => did)) ended++
      } catch (error) {
        failures.push({ accountId, reason: error instanceof Error ? error.message : String(error) })
      }
    }
  }
  return { ended, failures }
}
