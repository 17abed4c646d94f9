import { CALL_RULES, type CallRule } from './call-rule-names.ts'
import type { RuleRefusal } from './call-rules.ts'
import type { ReplayedTrip } from './replay.ts'

/** Bounds of a test of rules on past calls. */
export const BACK_TEST_LIMITS = { days: 92, keepDays: 90 } as const

/** Calls and what they were charged, micro-dollars ex GST. */
export interface Sum {
  calls: number
  micros: number
}

/** A call as it is told. */
export interface TalliedCall {
  readonly accountId: number
  readonly startedAtMs: number
  readonly chargeMicros: number
  /** The key of a country, or a service type in words. */
  readonly destination: string
}

/** What came of a test; JSON. */
export interface BackTestResult {
  readonly accounts: number
  readonly calls: Sum
  /** By the rules that are tried, and by those in force now. */
  readonly refused: Sum
  readonly refusedNow: Sum
  /** Refused by the one and not by the other. */
  readonly newlyRefused: Sum
  readonly letThrough: Sum
  readonly byRule: readonly { readonly rule: CallRule; readonly refused: Sum; readonly refusedNow: Sum }[]
  readonly trips: number
  readonly tripsNow: number
  readonly firstTrip: Tripped | null
  readonly topAccounts: readonly ({ readonly accountId: number } & Sum)[]
  readonly topDestinations: readonly ({ readonly destination: string } & Sum)[]
  /** The first of those the rules that are tried refuse, by their starts. */
  readonly examples: readonly Example[]
}

/** The first control that would have tripped. */
export interface Tripped extends ReplayedTrip {
  readonly accountId: number
}

export interface Example {
  readonly rule: CallRule
  readonly words: string
  readonly isNew: boolean
  /** What {@link BackTestTally.add} was given to find it again. */
  readonly callId: string
  readonly accountId: number
  readonly startedAtMs: number
  readonly from: string
  readonly to: string
  readonly chargeMicros: number
}

export interface BackTestTally {
  /** A call, and why the rules that are tried, and those in force, refuse it. */
  add(
    call: TalliedCall,
    tried: RuleRefusal | undefined,
    now: RuleRefusal | undefined,
    told: () => Pick<Example, 'callId' | 'from' | 'to'>,
  ): void
  /** An account is through. */
  endAccount(accountId: number, tried: readonly ReplayedTrip[], now: readonly ReplayedTrip[]): void
  result(): BackTestResult
}

const TOP = 10
const EXAMPLES = 10

/** Sums up what rules would have done, call by call; memory goes with accounts and destinations. */
export function createBackTestTally(): BackTestTally {
  const all = nothing()
  const [refused, refusedNow, newlyRefused, letThrough] = [nothing(), nothing(), nothing(), nothing()]
  const byRule = new Map(CALL_RULES.map((rule) => [rule, { refused: nothing(), refusedNow: nothing() }]))
  const accounts = new Map<number, Sum>()
  const destinations = new Map<string, Sum>()
  let examples: Example[] = []
  const counts = { accounts: 0, trips: 0, tripsNow: 0 }
  let firstTrip: Tripped | null = null

  return {
    add(call, tried, now, told) {
      const { chargeMicros, accountId, startedAtMs, destination } = call
      count(all, chargeMicros)
      if (now !== undefined) {
        count(refusedNow, chargeMicros)
        count(byRule.get(now.rule)?.refusedNow, chargeMicros)
        if (tried === undefined) count(letThrough, chargeMicros)
      }
      if (tried === undefined) return
      count(refused, chargeMicros)
      count(byRule.get(tried.rule)?.refused, chargeMicros)
      if (now === undefined) count(newlyRefused, chargeMicros)
      count(at(accounts, accountId), chargeMicros)
      count(at(destinations, destination), chargeMicros)
      const last = examples[EXAMPLES - 1]
      if (last !== undefined && last.startedAtMs <= startedAtMs) return
      const { rule, words } = tried
      const example = { rule, words, isNew: now === undefined, accountId, startedAtMs, chargeMicros, ...told() }
      examples = [...examples, example]
        .toSorted((one, other) => one.startedAtMs - other.startedAtMs || one.accountId - other.accountId)
        .slice(0, EXAMPLES)
    },
    endAccount(accountId, tried, now) {
      counts.accounts += 1
      counts.trips += tried.length
      counts.tripsNow += now.length
      const [first] = tried
      if (first !== undefined && (firstTrip === null || first.atMs < firstTrip.atMs))
        firstTrip = { ...first, accountId }
    },
    result: () => ({
      ...counts,
      calls: all,
      refused,
      refusedNow,
      newlyRefused,
      letThrough,
      byRule: CALL_RULES.flatMap((rule) => {
        const sums = byRule.get(rule)
        return sums !== undefined && sums.refused.calls + sums.refusedNow.calls > 0 ? [{ rule, ...sums }] : []
      }),
      firstTrip,
      topAccounts: top(accounts).map(([accountId, sum]) => ({ accountId, ...sum })),
      topDestinations: top(destinations).map(([destination, sum]) => ({ destination, ...sum })),
      examples,
    }),
  }
}

function nothing(): Sum {
  return { calls: 0, micros: 0 }
}

function count(sum: Sum | undefined, chargeMicros: number): void {
  if (sum === undefined) return
  sum.calls += 1
  sum.micros += chargeMicros
}

function at<Key>(sums: Map<Key, Sum>, key: Key): Sum {
  const known = sums.get(key) ?? nothing()
  sums.set(key, known)
  return known
}

/** Those of the most money, then of the most calls. */
function top<Key>(sums: ReadonlyMap<Key, Sum>): readonly (readonly [Key, Sum])[] {
  return [...sums].toSorted(([, one], [, other]) => other.micros - one.micros || other.calls - one.calls).slice(0, TOP)
}
