import type { PortKind } from './port-kind.ts'
import type { PortState } from './port-state.ts'
import { rejectReason, type RejectReason } from './reject-reasons.ts'

/**
 * What carriers answer with codes of its own each: the advice of a simple port (they call it SNA), the validation before a
 * complex one (PNV), the advice of a complex one (CNA), and those of 13, 1300, 1800 and of mobile numbers.
 */
export const REJECT_PROCESSES = ['simple', 'validation', 'complex', 'special', 'mobile'] as const
export type RejectProcess = (typeof REJECT_PROCESSES)[number]

/** As the office says them: `Simple ports (SNA)`. */
export const REJECT_PROCESS_WORDS: Readonly<Record<RejectProcess, string>> = {
  simple: 'Simple ports (SNA)',
  validation: 'Validation (PNV)',
  complex: 'Complex ports (CNA)',
  special: '13, 1300 and 1800 numbers',
  mobile: 'Mobile numbers',
}

/** What a code of a carrier means here. */
export interface RejectCodeTerms {
  /** Our word for it, which opens what is to mend. */
  readonly reason: RejectReason
  /** As the office reads it in a list. */
  readonly label: string
  /** What the customer is told; null: the words of the reason. */
  readonly customerText: string | null
  /** What puts it right; null: the words of the reason. */
  readonly fix: string | null
  /** Whether submitting again, once it is mended, can go through. */
  readonly isRetryable: boolean
  /** Whether it hits the whole order; else only some of its numbers, which can be split off. */
  readonly isWholeOrder: boolean
  /** Not given by carriers any more; what was rejected with it keeps its words. */
  readonly isRetired: boolean
}

/** Where a code stands in the table. `Id`: of carriers; on the wire it is a text. */
export interface RejectCodePlace<Id extends number | string = number> {
  readonly process: RejectProcess
  /** The upstream carrier that gives it; null: any. */
  readonly carrierId: Id | null
  /** As carriers write it: `005`. */
  readonly code: string
}

/**
 * What every reseller starts with: the codes that carriers publish, in our own words. Migration 0019 has the same for resellers of
 * before.
 */
export const DEFAULT_REJECT_CODES: readonly (Omit<RejectCodePlace, 'carrierId'> & RejectCodeTerms)[] = [
  {
    process: 'simple',
    code: '005',
    reason: 'complex-service',
    label: 'Complex service cannot be cancelled',
    customerText: 'The number carries a further service that cannot be cancelled on its own.',
    fix: 'Have that service removed by your present provider, or request a complex port instead.',
    isRetryable: true,
    isWholeOrder: true,
    isRetired: false,
  },
  {
    process: 'simple',
    code: '017',
    reason: 'account-mismatch',
    label: 'Account number not tied to the number',
    customerText: null,
    fix: null,
    isRetryable: true,
    isWholeOrder: true,
    isRetired: true,
  },
  {
    process: 'validation',
    code: '1',
    reason: 'authority-expired',
    label: 'Date of the customer’s authority',
    customerText: 'Your present provider does not accept the date of the authority.',
    fix: 'Have the authorised person sign it anew, and give that date; it counts for 90 days.',
    isRetryable: true,
    isWholeOrder: true,
    isRetired: false,
  },
  {
    process: 'validation',
    code: '2',
    reason: 'insufficient-info',
    label: 'Not enough information',
    customerText: null,
    fix: null,
    isRetryable: true,
    isWholeOrder: true,
    isRetired: false,
  },
  {
    process: 'validation',
    code: '3',
    reason: 'name-mismatch',
    label: 'Number of another customer',
    customerText: 'To your present provider the number seems to belong to a different customer.',
    fix: 'Copy the account holder’s name from the latest bill, leave the number out, or tell us that it is yours all the same.',
    isRetryable: true,
    isWholeOrder: false,
    isRetired: false,
  },
  {
    process: 'validation',
    code: '4',
    reason: 'pending-disconnect',
    label: 'Service cancelled, or about to be',
    customerText: 'The service is cancelled, or its cancellation has been ordered.',
    fix: 'Have your present provider take the cancellation back, leave the number out, or tell us that it works.',
    isRetryable: true,
    isWholeOrder: false,
    isRetired: false,
  },
  {
    process: 'validation',
    code: 'added numbers',
    reason: 'associated-numbers',
    label: 'Linked numbers added by the losing carrier',
    customerText: 'Other numbers are linked to these and must move with them.',
    fix: 'Add them to the request, or have your present provider unlink them first.',
    isRetryable: true,
    isWholeOrder: false,
    isRetired: false,
  },
  {
    process: 'validation',
    code: 'added address',
    reason: 'address-mismatch',
    label: 'Another service address at the losing carrier',
    customerText: 'Your present provider has another service address for some of the numbers.',
    fix: 'Give the address as the provider has it; numbers at another address move by a request of their own.',
    isRetryable: true,
    isWholeOrder: false,
    isRetired: false,
  },
]

/** Which process a port is rejected in: a complex one that is not validated yet, in the validation. */
export function rejectProcess(kind: PortKind, state: PortState): RejectProcess {
  return kind === 'complex' && BEFORE_VALIDATED.includes(state) ? 'validation' : kind
}

const BEFORE_VALIDATED: readonly PortState[] = ['submitted', 'lodged', 'validating']

/**
 * The row of the table that stands for what a carrier gave: its own before what counts for any carrier; capitals do not matter, nor
 * the zeros in front that spreadsheets lose where there is nothing closer.
 */
export function findRejectCode<Id extends number | string, Row extends RejectCodePlace<Id>>(
  rows: readonly Row[],
  { process, carrierId, code }: RejectCodePlace<Id>,
): Row | undefined {
  const ofProcess = rows.filter((row) => row.process === process)
  for (const canonical of [lowerCase, withoutZeros]) {
    const same = ofProcess.filter((row) => canonical(row.code) === canonical(code))
    const found =
      (carrierId === null ? undefined : same.find((row) => row.carrierId === carrierId)) ??
      same.find((row) => row.carrierId === null)
    if (found !== undefined) return found
  }
  return undefined
}

function lowerCase(code: string): string {
  return code.trim().toLowerCase()
}

function withoutZeros(code: string): string {
  return lowerCase(code).replace(/^0+(?=\d)/, '')
}

/** The words a port is rejected with. */
export interface RejectionWords {
  readonly label: string
  readonly customerText: string
  readonly fix: string
  /** null: nobody says. */
  readonly isRetryable: boolean | null
  readonly isWholeOrder: boolean | null
}

/** The words for a reason, or the code table's own where it has some for that reason. */
export function rejectionWords(reason: RejectReason, code?: RejectCodeTerms): RejectionWords {
  const usual = rejectReason(reason)
  if (code === undefined || code.reason !== reason) {
    const { label, customerText, fix } = usual
    return { label, customerText, fix, isRetryable: null, isWholeOrder: null }
  }
  const { label, isRetryable, isWholeOrder } = code
  return {
    label,
    customerText: code.customerText ?? usual.customerText,
    fix: code.fix ?? usual.fix,
    isRetryable,
    isWholeOrder,
  }
}

/** The words an attempt was rejected with; '' of one from before they were kept. */
interface Kept {
  readonly rejectLabel: string
  readonly rejectText: string
  readonly rejectFix: string
  readonly rejectRetryable: boolean | null
  readonly rejectWholeOrder: boolean | null
}

/** The words an attempt was rejected with, as they were then. */
export function keptWords(reason: RejectReason, kept: Kept): RejectionWords {
  const usual = rejectReason(reason)
  return {
    label: kept.rejectLabel === '' ? usual.label : kept.rejectLabel,
    customerText: kept.rejectText === '' ? usual.customerText : kept.rejectText,
    fix: kept.rejectFix === '' ? usual.fix : kept.rejectFix,
    isRetryable: kept.rejectRetryable,
    isWholeOrder: kept.rejectWholeOrder,
  }
}
