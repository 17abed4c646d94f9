import { createContext, use } from 'react'
import { readBrand, type Brand } from './brand.ts'

const BrandContext = createContext<Brand>(readBrand())

export const BrandProvider = BrandContext.Provider

export function useBrand(): Brand {
  return use(BrandContext)
}
