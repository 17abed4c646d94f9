import type { PortKind } from '../port-kind.ts'
import type { RequestField } from '../port-request.ts'
import type { RejectReason } from '../reject-reasons.ts'

/**
 * How bad it is: `blocks`: it cannot be submitted so. `would-be-rejected`: a carrier rejects it, and the attempt is charged all
 * the same. `warning`: it may be rejected, or somebody may come to harm. `note`: good to know.
 */
export const SEVERITIES = ['blocks', 'would-be-rejected', 'warning', 'note'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Something to see to before a port is submitted. */
export interface Finding {
  /** What it is, in one word of ours: `postcode-elsewhere`. */
  readonly code: string
  readonly severity: Severity
  /** Why the port would be rejected for it; null: no carrier would. */
  readonly reason: RejectReason | null
  /** The reason as carriers number it, where that is known. */
  readonly carrierCode: string | null
  /** E.164 digits of those it concerns; none: all of them. */
  readonly numbers: readonly string[]
  readonly message: string
  /** What to do about it. */
  readonly fix: string
  /** Where it is mended: a field of the request, its papers, or the verification of a mobile's user; null: elsewhere. */
  readonly field: RequestField | 'papers' | 'verification' | null
  /** The kind of port that would put it right. */
  readonly becomes: PortKind | null
  /** Whether it has to be confirmed knowingly before the port is submitted all the same. */
  readonly mustConfirm: boolean
}

/** What of a finding is said where it is found. */
type Said = Pick<Finding, 'code' | 'message' | 'fix'> &
  Partial<Omit<Finding, 'carrierCode' | 'mustConfirm' | 'severity'>>

/**
 * A finding; what is left out is none.
 *
 * @param isVital whether it has to be confirmed though no carrier would reject the port for it.
 */
export function finding(severity: Severity, said: Said, isVital = false): Finding {
  return {
    reason: null,
    carrierCode: null,
    numbers: [],
    field: null,
    becomes: null,
    ...said,
    severity,
    mustConfirm: severity === 'would-be-rejected' || isVital,
  }
}

/** The worst first; those alike stay in their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))
}
