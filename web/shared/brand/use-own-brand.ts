import { useEffect } from 'react'
import { useRead } from '../api/hooks.ts'
import type { Answer } from '../api/wire-types.ts'
import { isBranded, type Brand } from './brand.ts'
import { useBrand, usePutBrand } from './brand-context.tsx'

interface Whose {
  readonly resellerId: string | null
  readonly role: string
}

/**
 * Puts the brand of whoever is signed in in force: on an address that several resellers share the page came without one, and
 * a brand that was just changed is seen at once.
 *
 * @returns false while the page would show another brand than its own.
 */
export function useOwnBrand({ resellerId, role }: Whose): boolean {
  const brand = useBrand()
  const put = usePutBrand()
  const own = useRead('readBrand', {}, { enabled: resellerId !== null })
  useEffect(() => {
    if (own.data === undefined) return
    const next = shownOf(own.data, brand, role)
    if (JSON.stringify(next) !== JSON.stringify(brand)) put(next)
  }, [own.data, brand, put, role])
  return resellerId === null || isBranded() || own.data !== undefined || own.isError
}

function shownOf(own: Answer<'readBrand'>, before: Brand, role: string): Brand {
  const { name, colour, accentColour, supportEmail, supportPhone, supportUrl, termsUrl, faviconUrl } = own
  // Pictures are asked for without the header by which an operator says whose.
  const logoUrl = role === 'operator' && before.logoUrl === null ? null : own.logoUrl
  return { name, colour, accentColour, supportEmail, supportPhone, supportUrl, termsUrl, logoUrl, faviconUrl }
}
