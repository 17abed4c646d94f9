import type { Micros } from '#domain/money.ts'
import type { Control } from './controls.ts'
import type { ControlStanding } from './judge-controls.ts'

/** The shares of an allowance at which somebody is told, in per cent, the highest first. */
export const ALLOWANCE_MARKS = [100, 85, 50] as const
export type AllowanceMark = (typeof ALLOWANCE_MARKS)[number]

/** An allowance of the current billing cycle: seconds, calls or micro-dollars. */
export interface WatchedAllowance {
  /** Tells it from the others of the account and of other cycles. */
  readonly key: string
  readonly included: number
  readonly used: number
}

/** What is spent against an amount: of the credit limit, or what a customer wants to hear of in a billing month. */
export interface WatchedSpend {
  readonly what: 'credit-limit' | 'month'
  /** Tells it from that of other months. */
  readonly key: string
  /** With GST. */
  readonly limitMicros: Micros
  readonly usedMicros: Micros
}

/** What the watch looks at. */
export interface Watched<Allowance extends WatchedAllowance = WatchedAllowance> {
  readonly balanceMicros: Micros
  /** Undefined: no warning is wanted, or the account is postpaid. */
  readonly warnBelowMicros: Micros | undefined
  readonly controls: readonly ControlStanding[]
  /** Empty where no warning is wanted. */
  readonly allowances: readonly Allowance[]
  /** Likewise. */
  readonly spends: readonly WatchedSpend[]
  /** What is crossed and was told: the keys of earlier crossings. */
  readonly known: ReadonlySet<string>
}

/** Something that was crossed just now. */
export type Crossing<Allowance extends WatchedAllowance = WatchedAllowance> =
  | { readonly watched: string; readonly kind: 'low-balance' }
  | { readonly watched: string; readonly kind: 'control'; readonly standing: ControlStanding }
  | {
      readonly watched: string
      readonly kind: 'allowance'
      readonly allowance: Allowance
      readonly mark: AllowanceMark
    }
  | {
      readonly watched: string
      readonly kind: 'spend'
      readonly spend: WatchedSpend
      readonly mark: AllowanceMark
    }

export interface WatchOutcome<Allowance extends WatchedAllowance = WatchedAllowance> {
  /** New, and to be remembered. */
  readonly crossed: readonly Crossing<Allowance>[]
  /** Those of them to tell people of: the graver one where two are of the same thing. */
  readonly told: readonly Crossing<Allowance>[]
  /** Remembered, and crossed no longer: armed again. */
  readonly recovered: readonly string[]
}

const LOW_BALANCE = 'low-balance'

/** How a crossing of a control is remembered. */
export function controlKey(control: Control): string {
  return `control ${control}`
}

/**
 * What an account has crossed since it was looked at last, and what it came back from. Each crossing is new once: what is
 * known is not new again until it was come back from.
 */
export function watch<Allowance extends WatchedAllowance>(watched: Watched<Allowance>): WatchOutcome<Allowance> {
  const { balanceMicros, warnBelowMicros, controls, allowances, spends, known } = watched
  const all: Crossing<Allowance>[] = []
  if (warnBelowMicros !== undefined && balanceMicros < warnBelowMicros)
    all.push({ watched: LOW_BALANCE, kind: 'low-balance' })
  for (const standing of controls) {
    if (standing.state === 'tripped') all.push({ watched: controlKey(standing.control), kind: 'control', standing })
  }
  for (const allowance of allowances) {
    for (const mark of ALLOWANCE_MARKS) {
      if (isPast(allowance, mark))
        all.push({ watched: `allowance ${mark} ${allowance.key}`, kind: 'allowance', allowance, mark })
    }
  }
  for (const spend of spends) {
    for (const mark of ALLOWANCE_MARKS) {
      // That the credit limit is reached is told by the control itself.
      if (spend.what === 'credit-limit' && mark === 100) continue
      if (isSpent(spend, mark)) all.push({ watched: `spend ${mark} ${spend.key}`, kind: 'spend', spend, mark })
    }
  }
  const crossed = all.filter((crossing) => !known.has(crossing.watched))
  const keys = new Set(all.map((crossing) => crossing.watched))
  const hasNoCredit = controls.some(({ control, state }) => control === 'credit-limit' && state === 'tripped')
  return {
    crossed,
    told: crossed.filter((crossing) => {
      if (crossing.kind === 'low-balance') return !hasNoCredit
      if (crossing.kind === 'control') return true
      const higher = ALLOWANCE_MARKS.filter((mark) => mark > crossing.mark)
      return crossing.kind === 'allowance'
        ? !higher.some((mark) => isPast(crossing.allowance, mark))
        : !higher.some((mark) => isSpent(crossing.spend, mark))
    }),
    recovered: [...known].filter((key) => !keys.has(key)),
  }
}

function isSpent({ limitMicros, usedMicros }: WatchedSpend, mark: AllowanceMark): boolean {
  return limitMicros > 0n && usedMicros * 100n >= limitMicros * BigInt(mark)
}

function isPast({ included, used }: WatchedAllowance, mark: AllowanceMark): boolean {
  return included > 0 && used * 100 >= included * mark
}
