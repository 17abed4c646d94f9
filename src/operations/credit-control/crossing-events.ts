import type { Control } from '#domain/credit-control/controls.ts'
import { controlFigure } from '#domain/credit-control/describe-control.ts'
import type { Crossing } from '#domain/credit-control/watch.ts'
import { formatDollars, micros } from '#domain/money.ts'
import type { AllowanceOfCycle } from '#operations/usage/allowances-of-cycle.ts'
import type { NewEvent } from '#storage/tables/events.ts'
import type { WatchedAccount } from './observe-accounts.ts'

/** What `account.balance-low` says: decimal dollars with GST; below zero: owed. */
export interface BalanceLow {
  readonly balance: string
  readonly warnBelow: string
}

/** What `account.control-tripped` says: decimal dollars or a whole number, as the control counts. */
export interface ControlTripped {
  readonly control: Control
  readonly limit: string
  readonly used: string
}

/** What `account.allowance-used` says: seconds, calls or decimal dollars. */
export interface AllowanceUsed {
  readonly plan: string
  readonly allowance: string
  readonly unit: AllowanceOfCycle['unit']
  readonly percent: number
  readonly included: string
  readonly used: string
  /** The last day of the cycle, `yyyy-mm-dd`. */
  readonly until: string
  /** What more of it costs, for people. */
  readonly beyond: string
}

/** What `account.spend-reached` says: decimal dollars with GST. */
export interface SpendReached {
  readonly what: 'credit-limit' | 'month'
  readonly percent: number
  readonly limit: string
  readonly used: string
  /** Of a month: its last day, `yyyy-mm-dd`. */
  readonly until?: string
}

/** A crossing as it is told. */
export function eventOf(account: WatchedAccount, crossing: Crossing<WatchedAccount['allowances'][number]>): NewEvent {
  const { accountId } = account
  switch (crossing.kind) {
    case 'low-balance': {
      const payload: BalanceLow = {
        balance: formatDollars(account.balanceMicros, 2),
        warnBelow: formatDollars(account.warnBelowMicros ?? micros(0n), 2),
      }
      return { type: 'account.balance-low', accountId, payload }
    }
    case 'control': {
      const { control, limit, used } = crossing.standing
      const payload: ControlTripped = {
        control,
        limit: controlFigure(control, limit),
        used: controlFigure(control, used),
      }
      return { type: 'account.control-tripped', accountId, payload }
    }
    case 'allowance': {
      const { plan, name, unit, included, used } = crossing.allowance
      const figure = (amount: number): string => (unit === 'money' ? formatDollars(amount, 2) : String(amount))
      const payload: AllowanceUsed = {
        plan,
        allowance: name,
        unit,
        percent: crossing.mark,
        included: figure(included),
        used: figure(used),
        until: account.cycleEnd,
        beyond: crossing.allowance.beyond,
      }
      return { type: 'account.allowance-used', accountId, payload }
    }
    case 'spend': {
      const { what, limitMicros, usedMicros } = crossing.spend
      const payload: SpendReached = {
        what,
        percent: crossing.mark,
        limit: formatDollars(limitMicros, 2),
        used: formatDollars(usedMicros, 2),
        ...(what === 'month' && { until: account.cycleEnd }),
      }
      return { type: 'account.spend-reached', accountId, payload }
    }
  }
}
