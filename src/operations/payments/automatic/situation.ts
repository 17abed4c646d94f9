import type pg from 'pg'
import {
  decideTopUp,
  type TopUpCharge,
  type TopUpDecision,
  type TopUpSituation,
} from '#domain/credit-control/decide-top-up.ts'
import { micros } from '#domain/money.ts'
import { chargingOf, type Charging, type Refusals } from '#domain/payments/refusals.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { readChargedAccounts, readTopUpsSince, type ChargedAccount } from '#storage/queries/automatic-charges.ts'
import { readPaymentSettings, type PaymentSettingsRow } from '#storage/queries/payment-settings.ts'
import type { ChargingState } from '#storage/tables/automatic-charges.ts'

/** What charges of an account that make themselves are decided by. */
export interface Situation {
  readonly account: ChargedAccount
  readonly settings: PaymentSettingsRow
  readonly charging: Charging
  /** Top-ups of the last seven days. */
  readonly charged: readonly TopUpCharge[]
}

const WEEK_MS = 7 * 86_400_000

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function readSituation(db: pg.ClientBase, accountId: number, now: Date): Promise<Situation> {
  const [account] = await readChargedAccounts(db, [accountId], now)
  const [settings] = await readPaymentSettings(db, [accountId])
  if (account === undefined || settings === undefined)
    throw new ProblemError(problem('not_found', 'There is no such account.'))
  const charged = await readTopUpsSince(db, [accountId], new Date(now.getTime() - WEEK_MS))
  return {
    account,
    settings,
    charging: chargingOf(account.hasMethod, refusalsOf(account.charging), now),
    charged: charged.get(accountId) ?? [],
  }
}

function refusalsOf({ refusals, refusedAt, stoppedAt }: ChargingState): Refusals {
  return { count: refusals, lastAt: refusedAt ?? undefined, stoppedAt: stoppedAt ?? undefined }
}

export function topUpOf(
  { account, settings, charging, charged }: Situation,
  cause: TopUpSituation['cause'],
  now: Date,
): TopUpDecision {
  const { paymentMode, balanceMicros, reservedMicros, onItsWayMicros, status } = account
  if (status !== 'active') return { is: 'off' }
  const availableMicros = micros(balanceMicros - reservedMicros)
  return decideTopUp({
    topUp: settings.autoTopUp,
    paymentMode,
    availableMicros,
    onItsWayMicros,
    charged,
    charging,
    cause,
    now,
  })
}
