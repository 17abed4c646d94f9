import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { nameOf } from '#domain/access/actor.ts'
import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import type { ChargePurpose } from '#domain/payments/charge.ts'
import { GATEWAY_BOUNDS, refuseAmount } from '#domain/payments/amount-bounds.ts'
import { isExpired, methodName, type MethodKind } from '#domain/payments/payment-method.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation } from '#operations/operation.ts'
import { countFailedAttempts, findChargeByKey, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { readCustomerId } from '#storage/queries/gateway-customers.ts'
import { readPaymentGateway } from '#storage/queries/payment-gateways.ts'
import { listPaymentMethods, type PaymentMethodRow } from '#storage/queries/payment-methods.ts'
import { insertCharge } from '#storage/tables/gateway-charges.ts'
import { noGateway } from './gateway-tools.ts'

export interface ChargeToPlan {
  readonly accountId: number
  /** With GST, whole cents. */
  readonly amountMicros: Micros
  readonly purpose: ChargePurpose
  /** The asker's own word for this charge: the same once more is the same charge. */
  readonly key: string
  readonly by:
    | { readonly way: 'stored'; readonly methodId: number | undefined }
    | { readonly way: 'page'; readonly savesMethod: boolean }
  /** Where somebody comes back to; undefined: nobody is there. */
  readonly returnUrl: string | undefined
}

/**
 * Writes down that an account is to be charged, before anybody outside hears of it. The same key gives the same charge.
 *
 * @throws ProblemError 'not_found', 'conflict' where there is no gateway or nothing to charge, 'invalid_value' for the amount,
 *   'idempotency_key_reused' for a key that stands for another charge.
 */
export const planCharge = operation({
  name: 'gateway-charges.plan',
  permission: 'card-payments.write',
  async run(context, charge: ChargeToPlan): Promise<bigint> {
    const { db, actor, resellerId, now, audit } = context
    const { accountId, amountMicros, purpose, key, by } = charge
    const account = await lockedAccount(db, accountId)
    const earlier = await findChargeByKey(db, accountId, key)
    if (earlier !== undefined) return sameCharge(earlier, charge)
    requireNotCancelled(account)
    const gateway = await readPaymentGateway(db)
    if (gateway === undefined || !gateway.isOn) throw noGateway()
    const fault = refuseAmount(amountMicros, purpose === 'add-credit' ? gateway : GATEWAY_BOUNDS)
    if (fault !== undefined) throw new ProblemError(fault)
    if (purpose === 'add-credit') await requireFewFailures(db, accountId, now)
    const method =
      by.way === 'stored'
        ? pickMethod(await listPaymentMethods(db, accountId, now), by.methodId, gateway.methods)
        : undefined
    const customerId = await readCustomerId(db, accountId)
    if (customerId === undefined) throw new ProblemError(problem('conflict', NOTHING_STORED))
    const chargeId = await insertCharge(db, {
      resellerId,
      accountId,
      key,
      gatewayKey: randomUUID(),
      purpose,
      amountMicros,
      gatewayAccount: gateway.gatewayAccount,
      customerId,
      description: `${WORDS[purpose]} ${account.accountNumber}`,
      statementSuffix: gateway.statementSuffix,
      returnUrl: charge.returnUrl ?? null,
      methodId: method?.id ?? null,
      onPage: by.way === 'page',
      pageMethods: by.way === 'page' ? gateway.methods : [],
      savesMethod: by.way === 'page' && by.savesMethod,
      paidBy: method === undefined ? '' : methodName(method),
      plannedAt: now,
      plannedBy: nameOf(actor),
    })
    const amount = formatDollars(amountMicros, 2)
    const after = { charge: String(chargeId), amount, purpose, ...(method && { by: methodName(method) }) }
    audit({ subject: `account ${accountId}`, accountId, after })
    return chargeId
  },
})

const WORDS: Readonly<Record<ChargePurpose, string>> = {
  'add-credit': 'Credit for account',
  'auto-top-up': 'Automatic top-up of account',
  'top-up-to-level': 'Automatic top-up of account',
  'auto-debit': 'Monthly charges of account',
  invoice: 'Invoice of account',
}

const NOTHING_STORED = 'No card or bank account is stored for this account.'

/** @throws ProblemError 'idempotency_key_reused'. */
function sameCharge(earlier: ChargeRow, { amountMicros, purpose, by }: ChargeToPlan): bigint {
  const isSame =
    earlier.amountMicros === amountMicros &&
    earlier.purpose === purpose &&
    earlier.onPage === (by.way === 'page') &&
    (by.way === 'page' || by.methodId === undefined || by.methodId === earlier.methodId)
  if (isSame) return earlier.id
  throw new ProblemError(problem('idempotency_key_reused', 'This key was used for another charge; take a new one.'))
}

const MOST_FAILURES = 8
const FAILURES_WITHIN_MS = 3_600_000

/** @throws ProblemError 'too_many_requests' where card after card is tried. */
async function requireFewFailures(db: pg.ClientBase, accountId: number, now: Date): Promise<void> {
  const since = new Date(now.getTime() - FAILURES_WITHIN_MS)
  if ((await countFailedAttempts(db, accountId, since)) < MOST_FAILURES) return
  const message = 'Too many payments of this account failed within an hour: wait a while, or ask your provider.'
  throw new ProblemError(problem('too_many_requests', message, { retryAfterSeconds: 3600 }))
}

/** The method that is named, else the default one. */
function pickMethod(
  methods: readonly PaymentMethodRow[],
  methodId: number | undefined,
  accepted: readonly MethodKind[],
): PaymentMethodRow {
  const method =
    methodId === undefined ? methods.find(({ isDefault }) => isDefault) : methods.find(({ id }) => id === methodId)
  if (method === undefined) {
    throw new ProblemError(
      methodId === undefined
        ? problem('conflict', NOTHING_STORED)
        : problem('not_found', 'There is no such payment method.', { field: 'methodId' }),
    )
  }
  if (isExpired(method, method.today))
    throw new ProblemError(problem('conflict', `${methodName(method)} has expired: add the new card.`))
  if (!accepted.includes(method.kind)) {
    const what = method.kind === 'card' ? 'cards' : 'direct debits'
    throw new ProblemError(problem('conflict', `This provider takes no ${what} any more: use another payment method.`))
  }
  return method
}
