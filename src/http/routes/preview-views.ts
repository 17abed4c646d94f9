import { withLastDay } from '#domain/billing/document-words.ts'
import { micros } from '#domain/money.ts'
import { allowanceUseView } from '../views/allowance-use.ts'
import type { AccountPreview, MonthCost } from '#operations/plans/preview-plan.ts'

export function viewAccountPreview({ account, ...preview }: AccountPreview) {
  return {
    accountId: account.id,
    accountNumber: account.accountNumber,
    accountName: account.name,
    ...withLastDay({ from: preview.periodFrom, to: preview.periodTo }),
    currency: 'AUD' as const,
    callCount: preview.callCount,
    old: viewCost(preview.old),
    new: viewCost(preview.new),
    difference: micros(totalOf(preview.new) - totalOf(preview.old)),
    unpriceableCalls: preview.unpriceableCalls,
  }
}

/** All accounts in the totals; of the lines the first, the largest rise on top. */
export function viewPreview(previews: readonly AccountPreview[], limit: number) {
  const items = previews.map(viewAccountPreview)
  const sum = (amount: (item: (typeof items)[number]) => bigint) =>
    micros(items.reduce((all, item) => all + amount(item), 0n))
  const total = (amount: (item: (typeof items)[number]) => number) => items.reduce((all, item) => all + amount(item), 0)
  return {
    currency: 'AUD' as const,
    accounts: items.length,
    callCount: total(({ callCount }) => callCount),
    unpriceableCalls: total(({ unpriceableCalls }) => unpriceableCalls),
    dearer: items.filter(({ difference }) => difference > 0n).length,
    cheaper: items.filter(({ difference }) => difference < 0n).length,
    oldTotal: sum((item) => item.old.total),
    newTotal: sum((item) => item.new.total),
    difference: sum(({ difference }) => difference),
    items: items
      .toSorted(
        (one, other) => Number(other.difference - one.difference) || (one.accountNumber < other.accountNumber ? -1 : 1),
      )
      .slice(0, limit),
  }
}

function viewCost(cost: MonthCost) {
  return {
    plan: cost.planMicros,
    channels: cost.channelsMicros,
    calls: cost.callsMicros,
    shortfall: cost.shortfallMicros,
    total: micros(totalOf(cost)),
    allowances: cost.allowances.map(allowanceUseView),
  }
}

function totalOf({ planMicros, channelsMicros, callsMicros, shortfallMicros }: MonthCost): bigint {
  return planMicros + channelsMicros + callsMicros + shortfallMicros
}
