import { createContext, use } from 'react'
import { readBrand, type Brand } from './brand.ts'

interface BrandInForce {
  readonly brand: Brand
  /** Another is in force from now on: the one whose people have signed in, or as it was just changed. */
  readonly put: (brand: Brand) => void
}

const BrandContext = createContext<BrandInForce>({ brand: readBrand(), put: () => {} })

export const BrandProvider = BrandContext.Provider

/** Whose portal this is. */
export function useBrand(): Brand {
  return use(BrandContext).brand
}

export function usePutBrand(): BrandInForce['put'] {
  return use(BrandContext).put
}
