import type { Item } from '../../api/wire-types.ts'
import { bytesText } from '../../format/counts.ts'
import { dayText, instantText } from '../../format/dates.ts'

export type PortFile = Item<'listPortFiles'>
export type PortFileKind = PortFile['kind']

export const FILE_KIND_WORDS: Readonly<Record<PortFileKind, string>> = {
  bill: 'Bill',
  authority: 'Signed authority',
  carrier: 'From a carrier',
  other: 'Other paper',
}

/** What a browser may offer: phones make JPEGs of their photos for it. */
export const FILES_TAKEN = 'application/pdf,image/jpeg,image/png'

/** `Bill of 20 Aug 2026, 1.2 MB`. */
export function fileText({ kind, billedOn, bytes }: PortFile): string {
  const what = billedOn === null ? FILE_KIND_WORDS[kind] : `${FILE_KIND_WORDS[kind]} of ${dayText(billedOn)}`
  return `${what}, ${bytesText(bytes)}`
}

/** `7 Sep 2026, 10:00 am, Mia Marlow`. */
export function uploadText({ uploadedAt, uploadedBy, byCustomer }: PortFile, timeZone: string, isOwn: boolean): string {
  return `${instantText(uploadedAt, timeZone)}, ${uploadedBy}${byCustomer && !isOwn ? ' (customer)' : ''}`
}
