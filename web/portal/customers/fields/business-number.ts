import type { BusinessNumberKind } from '#domain/accounts/business-number.ts'

const GROUPS = { ABN: /^(\d{2})(\d{3})(\d{3})(\d{3})$/, ACN: /^(\d{3})(\d{3})(\d{3})$/ } as const

/** A business number with spaces as it is printed: `51 824 753 556`; anything else as it is. */
export function grouped(kind: BusinessNumberKind, text: string): string {
  const digits = text.replaceAll(/\s/g, '')
  const parts = (kind === 'ABN' ? GROUPS.ABN : GROUPS.ACN).exec(digits)?.slice(1)
  return parts === undefined ? text : parts.join(' ')
}
