import { freshAllowances } from '#domain/rating/compile-plan.ts'
import type { AllowanceState, CompiledPlan } from '#domain/rating/compile-plan.ts'
import type { CompiledDeck } from '#domain/rating/compile-deck.ts'
import { priceCall, suspendCall } from '#domain/rating/price-call.ts'
import type { PriceResult } from '#domain/rating/price-call.ts'
import { LONGEST_PLAUSIBLE_SECONDS } from '#domain/usage/suspense-cause.ts'
import type { CallRow } from './call-row.ts'
import type { CallRecord, CallsFile } from './calls-csv.ts'

/** What a file of calls is priced with. */
export interface RatingRun {
  readonly plan: CompiledPlan
  readonly deck: CompiledDeck | undefined
  readonly file: CallsFile
}

/** Prices a row; a row that is no call is suspended with its cause. */
export function priceRow(
  { plan, deck }: RatingRun,
  row: CallRow,
  allowances: AllowanceState | undefined,
  result: PriceResult,
): void {
  if (row.cause === 0) priceCall(plan, deck, row.call, allowances, result)
  else suspendCall(result, row.cause)
}

/** The accounts of a file, numbered as they first appear. Without an account column all calls are one account's. */
export interface Accounts {
  indexOf(record: CallRecord): number
  /** As written; undefined when the file has no account column. */
  nameOf(index: number): string | undefined
  readonly count: number
}

export function createAccounts(column: number): Accounts {
  if (column < 0) return { indexOf: () => 0, nameOf: () => undefined, count: 1 }
  const byName = new Map<string, number>()
  const names: string[] = []
  return {
    indexOf({ text, fields }) {
      // One character a byte is enough to tell accounts apart, and several times as fast as UTF-8.
      const name = text.toString('latin1', fields.from[column], fields.to[column])
      const known = byName.get(name)
      if (known !== undefined) return known
      names.push(name)
      byName.set(name, names.length - 1)
      return names.length - 1
    },
    nameOf: (index) => Buffer.from(names[index] ?? '', 'latin1').toString('utf8'),
    get count() {
      return names.length
    },
  }
}

/** What is left of the plan's allowances, per account. */
export function createAllowanceStates({ plan }: CompiledPlan): (account: number) => AllowanceState {
  const states: AllowanceState[] = []
  return (account) => (states[account] ??= freshAllowances(plan))
}

/** Whether the price of a call depends on what earlier calls left of an allowance. */
export function drawsOnAllowances({ plan }: RatingRun, row: CallRow): boolean {
  const { durationSeconds, serviceType } = row.call
  if (row.cause !== 0 || durationSeconds === 0 || durationSeconds > LONGEST_PLAUSIBLE_SECONDS) return false
  return (plan.rates[serviceType]?.allowances.length ?? 0) > 0
}
