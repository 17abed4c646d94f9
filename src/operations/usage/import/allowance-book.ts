import type { AllowanceState } from '#domain/rating/compile-plan.ts'
import type { BillPeriod } from '#domain/time/bill-period.ts'
import { allowanceQuantities, type PlanInForce, type RatedAccount } from '../rating-book.ts'

/** What one account has drawn from a plan version's allowances in one billing cycle. */
export interface AllowanceUse {
  readonly account: RatedAccount
  readonly cycle: BillPeriod
  readonly planVersionId: number
  readonly quantities: readonly number[]
  /** As the database has it. */
  readonly stored: Float64Array
  /** Whether the database has a row. */
  readonly isStored: Uint8Array
  /** As it stands within the batch being priced. */
  readonly state: AllowanceState
}

export interface StoredUse {
  readonly accountId: number
  readonly cycleFromMs: number
  readonly planVersionId: number
  readonly allowanceNo: number
  readonly drawn: number
}

/**
 * Allowance use as last seen, kept between batches so that each does not read it again. What is kept may be stale if
 * somebody else wrote since: the writer compares before it changes, and a batch that finds a difference is priced again.
 */
export interface AllowanceBook {
  isKnown(account: RatedAccount, cycle: BillPeriod): boolean
  /** Takes in what the database has for accounts and cycles; what it does not have has not been drawn from. */
  learn(asked: readonly { account: RatedAccount; cycle: BillPeriod }[], found: readonly StoredUse[]): void
  /** The use to draw on; noted as touched by the batch. */
  use(account: RatedAccount, cycle: BillPeriod, plan: PlanInForce): AllowanceUse
  /** The uses the batch has touched. */
  touched(): readonly AllowanceUse[]
  /** The batch is in the database: what it drew is stored. */
  settle(): void
  /** The batch was rolled back: what it drew is undone. */
  restore(): void
  /** Forgets everything: the database is to be asked again. */
  forget(): void
}

export function createAllowanceBook(): AllowanceBook {
  const known = new Set<string>()
  const seen = new Map<string, number>()
  const uses = new Map<string, AllowanceUse>()
  const touched = new Set<AllowanceUse>()
  const cycleKey = (account: RatedAccount, cycle: BillPeriod): string => `${account.id}/${cycle.fromMs}`
  const drawnKey = (accountId: number, cycleFromMs: number, planVersionId: number, allowanceNo: number): string =>
    `${accountId}/${cycleFromMs}/${planVersionId}/${allowanceNo}`

  return {
    isKnown: (account, cycle) => known.has(cycleKey(account, cycle)),
    learn(asked, found) {
      for (const { account, cycle } of asked) known.add(cycleKey(account, cycle))
      for (const row of found) {
        seen.set(drawnKey(row.accountId, row.cycleFromMs, row.planVersionId, row.allowanceNo), row.drawn)
      }
    },
    use(account, cycle, plan) {
      const key = `${account.id}/${cycle.fromMs}/${plan.planVersionId}`
      let use = uses.get(key)
      if (use === undefined) {
        const quantities = allowanceQuantities(account, cycle, plan)
        const stored = quantities.map((_, no) => seen.get(drawnKey(account.id, cycle.fromMs, plan.planVersionId, no)))
        use = {
          account,
          cycle,
          planVersionId: plan.planVersionId,
          quantities,
          stored: Float64Array.from(stored, (drawn) => drawn ?? 0),
          isStored: Uint8Array.from(stored, (drawn) => (drawn === undefined ? 0 : 1)),
          state: { remaining: Float64Array.from(quantities, (quantity, no) => quantity - (stored[no] ?? 0)) },
        }
        uses.set(key, use)
      }
      touched.add(use)
      return use
    },
    touched: () => [...touched],
    settle() {
      for (const use of touched) {
        use.quantities.forEach((quantity, no) => {
          const drawn = quantity - (use.state.remaining[no] ?? 0)
          if (drawn !== use.stored[no]) use.isStored[no] = 1
          use.stored[no] = drawn
        })
      }
      touched.clear()
    },
    restore() {
      for (const use of touched) {
        use.quantities.forEach((quantity, no) => {
          use.state.remaining[no] = quantity - (use.stored[no] ?? 0)
        })
      }
      touched.clear()
    },
    forget() {
      known.clear()
      seen.clear()
      uses.clear()
      touched.clear()
    },
  }
}
