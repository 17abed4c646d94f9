import type { Answer } from '../api/wire-types.ts'

/** Whose portal this is. */
export type Brand = Answer<'readPublicBrand'>

/** Where the installation has no reseller for this host yet. */
const UNBRANDED: Brand = {
  name: 'Phone service',
  colour: '#1f5f8b',
  accentColour: '#1f5f8b',
  supportEmail: '',
  supportPhone: null,
  supportUrl: null,
  termsUrl: null,
  logoUrl: null,
  faviconUrl: null,
}

/** The brand the server wrote into the page: it is there before the first picture is drawn. */
export function readBrand(): Brand {
  const content = contentOf()
  return content === '' ? UNBRANDED : (JSON.parse(content) as Brand)
}

/** Whether the page came with a brand: the address belongs to one reseller. */
export function isBranded(): boolean {
  return contentOf() !== ''
}

function contentOf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="brand"]')?.content ?? ''
}
