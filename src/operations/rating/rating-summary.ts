import { gstMicros, micros } from '#domain/money.ts'
import type { Micros } from '#domain/money.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { PRICE_STATUS } from '#domain/rating/price-call.ts'
import type { PriceResult } from '#domain/rating/price-call.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import type { SuspenseCause } from '#domain/usage/suspense-cause.ts'
import type { CallRow } from './call-row.ts'
import type { Accounts } from './rating-run.ts'

/** What became of a file of calls. Amounts are ex GST. */
export interface RatingSummary {
  readonly rows: number
  readonly rated: number
  readonly emergency: number
  readonly unanswered: number
  readonly suspended: number
  readonly suspendedByCause: Readonly<Partial<Record<SuspenseCause, number>>>
  readonly charge: Micros
  /** The sum of the rows' GST. */
  readonly gst: Micros
  /** Accounts whose calls came to less than the plan's minimum monthly spend, in the order of the file. */
  readonly topUps: readonly { readonly account: string | undefined; readonly shortfall: Micros }[]
}

/** Stands for the account of a row that is not whole, or where nobody asks for it. */
export const NO_ACCOUNT = -1

export interface SummaryKeeper {
  /** `account`: an index, or {@link NO_ACCOUNT}. */
  add(row: CallRow, result: PriceResult, account: number): void
  summarise(accounts: Accounts): RatingSummary
}

/** A sum of safe integers is carried over into a bigint before it can leave the safe range. */
const CARRY_ABOVE = 2 ** 52

export function createSummaryKeeper(plan: CallingPlan): SummaryKeeper {
  const byCause = new Float64Array(256)
  const spentByAccount: number[] = []
  const keepsAccounts = plan.minimumMonthlySpend !== undefined
  const counts = { rows: 0, rated: 0, emergency: 0, unanswered: 0, suspended: 0 }
  const charge = { carried: 0n, open: 0 }
  const gst = { carried: 0n, open: 0 }
  return {
    add(row, result, account) {
      counts.rows++
      if (keepsAccounts && account !== NO_ACCOUNT)
        spentByAccount[account] = (spentByAccount[account] ?? 0) + result.chargeMicros
      if (result.status === PRICE_STATUS.rated) {
        counts.rated++
        addTo(charge, result.chargeMicros)
        addTo(gst, gstMicros(result.chargeMicros))
      } else if (result.status === PRICE_STATUS.suspended) {
        counts.suspended++
        byCause[result.cause] = (byCause[result.cause] ?? 0) + 1
      } else if (row.call.serviceType === SERVICE_TYPE_CODES.Emergency) counts.emergency++
      else counts.unanswered++
    },
    summarise(accounts) {
      return {
        ...counts,
        suspendedByCause: countsByName(byCause),
        charge: micros(charge.carried + BigInt(charge.open)),
        gst: micros(gst.carried + BigInt(gst.open)),
        topUps: findTopUps(plan.minimumMonthlySpend, spentByAccount, accounts),
      }
    },
  }
}

function addTo(sum: { carried: bigint; open: number }, amount: number): void {
  sum.open += amount
  if (sum.open > CARRY_ABOVE) {
    sum.carried += BigInt(sum.open)
    sum.open = 0
  }
}

function countsByName(byCause: Float64Array): Partial<Record<SuspenseCause, number>> {
  const causes = Object.entries(SUSPENSE_CAUSE_CODES).map(([name, code]) => [name, byCause[code] ?? 0] as const)
  return Object.fromEntries(causes.filter(([, count]) => count > 0))
}

function findTopUps(
  minimum: Micros | undefined,
  spentByAccount: readonly number[],
  accounts: Accounts,
): RatingSummary['topUps'] {
  if (minimum === undefined) return []
  const spent = accounts.nameOf(0) === undefined && spentByAccount.length === 0 ? [0] : spentByAccount
  return spent.flatMap((amount, account) => {
    const shortfall = micros(minimum - BigInt(amount))
    return shortfall > 0n ? [{ account: accounts.nameOf(account), shortfall }] : []
  })
}
