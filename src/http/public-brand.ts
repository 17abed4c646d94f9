import type { BrandRow } from '#storage/queries/brand.ts'

/** What of a brand anybody may see, before signing in. */
export function publicBrandOf(brand: BrandRow) {
  const { name, colour, accentColour, supportEmail, supportPhone, supportUrl, termsUrl } = brand
  const pictures = pictureUrls(brand, 'public-brand')
  return { name, colour, accentColour, supportEmail, supportPhone, supportUrl, termsUrl, ...pictures }
}

/** Where its pictures are, below the server's address; null: there is none. */
export function pictureUrls({ pictures }: Pick<BrandRow, 'pictures'>, path: 'brand' | 'public-brand') {
  const urlOf = (kind: 'logo' | 'favicon'): string | null =>
    pictures.includes(kind) ? `/api/v1/${path}/${kind}` : null
  return { logoUrl: urlOf('logo'), faviconUrl: urlOf('favicon') }
}
