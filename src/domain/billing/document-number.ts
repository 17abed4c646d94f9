const DIGITS = 6
const PREFIXES = { statement: 'INV', 'adjustment-note': 'ADJ', receipt: 'REC' } as const

/** `INV-000123`: statements and invoices have one sequence, adjustment notes and receipts their own. */
export function documentNumber(kind: keyof typeof PREFIXES, no: number): string {
  return `${PREFIXES[kind]}-${String(no).padStart(DIGITS, '0')}`
}
