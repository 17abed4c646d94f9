import type pg from 'pg'
import { micros, type Micros } from '#domain/money.ts'
import { explainDecline } from '#domain/payments/decline.ts'
import { nextStep, type NextStep } from '#domain/payments/next-charge.ts'
import type { Charging } from '#domain/payments/refusals.ts'
import { chargeAbilityOf, type ChargeAbility } from '#operations/payments/can-charge.ts'
import { readOpenCharges, type AutomaticChargeRow } from '#storage/queries/automatic-charges.ts'
import { debitableNow } from './debit-hold.ts'
import { readSituation } from './situation.ts'

/** How the charges of an account that make themselves stand. */
export interface ChargingView {
  readonly ability: ChargeAbility
  readonly charging: Charging
  /** In a row. */
  readonly refusals: number
  /** The last of them. */
  readonly lastRefusal: { readonly at: Date; readonly words: string } | undefined
  /** Charged by top-ups in the last seven days. */
  readonly weekMicros: Micros
  /** What is planned or under way, in the order it is tried. */
  readonly next: readonly (NextStep & { readonly charge: AutomaticChargeRow })[]
}

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function readCharging(db: pg.ClientBase, accountId: number, now: Date): Promise<ChargingView> {
  const { account, charging, charged } = await readSituation(db, accountId, now)
  const { refusals, refusedAt, declineCode } = account.charging
  const open = await readOpenCharges(db, accountId)
  const invoice = open.find(({ purpose }) => purpose === 'invoice')
  const owed = { accountId, timeZone: account.timeZone, owedMicros: invoice?.amountMicros ?? micros(0n) }
  const isHeld = invoice !== undefined && (await debitableNow(db, owed, now)) === 0n
  return {
    ability: chargeAbilityOf(account),
    charging,
    refusals,
    lastRefusal:
      refusedAt === null || declineCode === null
        ? undefined
        : { at: refusedAt, words: explainDecline(declineCode).words },
    weekMicros: micros(charged.reduce((all, { amountMicros }) => all + amountMicros, 0n)),
    next: open.map((charge) => {
      const step = { ...charge, isHeld: isHeld && charge.purpose === 'invoice' }
      return { charge, ...nextStep(step, charging, account.timeZone, now) }
    }),
  }
}
