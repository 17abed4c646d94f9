import type { NumberCode } from '#domain/phone-number.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import type { CompiledDeck } from './compile-deck.ts'
import type { PriceResult } from './price-call.ts'

/** A priced call and all that its price came from. */
export interface PriceToExplain {
  readonly plan: CallingPlan
  /** What the version of the plan is called: "version 3, from 1 July 2026". */
  readonly planVersion?: string
  readonly deck: CompiledDeck | undefined
  readonly deckVersion?: string
  readonly direction: 'out' | 'in'
  readonly a: WrittenNumber
  readonly b: WrittenNumber
  /** The caller whose call A forwarded to B; A pays for it. */
  readonly forwardedFrom?: WrittenNumber | undefined
  /** A code of SERVICE_TYPE_CODES, or UNCLASSIFIED. */
  readonly serviceType: number
  readonly startedAtMs: number
  readonly durationSeconds: number
  readonly result: PriceResult
  /**
   * What was left of each of the plan's allowances before and after the call, where that is known. Where it is not, as of
   * a stored call, those it may have drawn on are named.
   */
  readonly allowances?: { readonly before: Float64Array; readonly after: Float64Array } | undefined
}

/** A number as the source wrote it and as it was read. */
export interface WrittenNumber {
  readonly written: string
  readonly code: NumberCode
}

export interface ExplanationStep {
  readonly key:
    | 'numbers'
    | 'serviceType'
    | 'plan'
    | 'rate'
    | 'increments'
    | 'bands'
    | 'allowances'
    | 'charge'
    | 'gst'
    | 'total'
  /** One or two English sentences. */
  readonly text: string
  /** The same for machines. Amounts are decimal dollars. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface PriceExplanation {
  readonly steps: readonly ExplanationStep[]
  /** Decimal dollars with six places; undefined for a suspended call, whose price is not known. */
  readonly totals: { readonly charge: string; readonly gst: string; readonly total: string } | undefined
}
