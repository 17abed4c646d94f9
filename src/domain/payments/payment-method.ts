/** A card, or a bank account by BECS direct debit. */
export const METHOD_KINDS = ['card', 'becs'] as const
export type MethodKind = (typeof METHOD_KINDS)[number]

/** What is known of a stored card or bank account: never its number. */
export interface MethodFacts {
  readonly kind: MethodKind
  /** `visa`, `mastercard`; of a bank account ''. */
  readonly brand: string
  readonly last4: string
  /** Of cards. */
  readonly expMonth: number | null
  readonly expYear: number | null
}

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  eftpos_au: 'eftpos',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** `Visa ending 4242`, `Bank account ending 3456`: as receipts and pages name it. */
export function methodName({ kind, brand, last4 }: Pick<MethodFacts, 'kind' | 'brand' | 'last4'>): string {
  const name = kind === 'becs' ? 'Bank account' : Object.hasOwn(BRANDS, brand) ? (BRANDS[brand] ?? 'Card') : 'Card'
  return `${name} ending ${last4}`
}

/** Whether a card is over: it works to the end of its month. @param today `yyyy-mm-dd`. */
export function isExpired({ expMonth, expYear }: Pick<MethodFacts, 'expMonth' | 'expYear'>, today: string): boolean {
  if (expMonth === null || expYear === null) return false
  return `${expYear}-${String(expMonth).padStart(2, '0')}` < today.slice(0, 7)
}
