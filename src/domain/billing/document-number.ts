const DIGITS = 6
const PREFIXES = { statement: 'INV', 'adjustment-note': 'ADJ', receipt: 'REC' } as const

/** `INV-000123`: statements and invoices have one sequence, adjustment notes and receipts their own. */
export function documentNumber(kind: keyof typeof PREFIXES, no: number): string {
  return `${PREFIXES[kind]}-${String(no).padStart(DIGITS, '0')}`
}

/** The number within its sequence of a document as people write it: `rec-000123`, `REC 123`; undefined: it is none. */
export function documentNo(kind: keyof typeof PREFIXES, text: string): number | undefined {
  const [, prefix, digits] = /^([A-Z]{3})[ -]?0*(\d{1,9})$/.exec(text.trim().toUpperCase()) ?? []
  return prefix === PREFIXES[kind] && digits !== undefined ? Number(digits) : undefined
}
