import { problem } from '#domain/problem.ts'
import type { Problem } from '#domain/problem.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'

/** fault: the sheet is refused until it is put right. note: taken all the same, and worth knowing. */
export type FindingSeverity = 'fault' | 'note'

/** Something to say about one cell or row of a rate sheet. */
export interface SheetFinding {
  readonly severity: FindingSeverity
  /** Counted from 1 over the whole file; 0: the sheet as a whole. */
  readonly line: number
  /** The heading of the column as the sheet writes it; '': the row as a whole. */
  readonly column: string
  readonly message: string
}

/** Findings as they come up: all counted, the first of each severity kept. */
export interface Findings {
  readonly kept: SheetFinding[]
  readonly counts: Record<FindingSeverity, number>
}

export function createFindings(): Findings {
  return { kept: [], counts: { fault: 0, note: 0 } }
}

export function addFinding(
  findings: Findings,
  severity: FindingSeverity,
  line: number,
  column: string,
  message: string,
): void {
  findings.counts[severity]++
  if (findings.counts[severity] > SHEET_LIMITS.keptFindings) return
  findings.kept.push({ severity, line, column, message })
}

/** The faults in order of line as problems for the door: the first 20, then how many more. */
export function faultsOf({ kept, counts }: Findings): Problem[] {
  const faults = kept
    .filter(({ severity }) => severity === 'fault')
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, column, message }) =>
      problem('invalid_deck', message, { ...(line > 0 && { line }), ...(column !== '' && { field: column }) }),
    )
  return firstProblems(faults, counts.fault)
}

/** The first 20 problems, then one that says how many of `count` are not shown. */
export function firstProblems(problems: readonly Problem[], count = problems.length): Problem[] {
  const shown = problems.slice(0, SHEET_LIMITS.shownFaults)
  const hidden = count - shown.length
  if (hidden === 0) return shown
  return [...shown, problem('invalid_deck', `${hidden.toLocaleString('en-AU')} more faults; nothing was taken`)]
}

/** A cell's text as a message quotes it. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
