import { originIsMobile } from './classify-call.ts'
import { SERVICE_TYPE_CODES } from './service-type.ts'

const TYPES: Readonly<Record<number, string>> = {
  [SERVICE_TYPE_CODES.Local]: 'L',
  [SERVICE_TYPE_CODES.National]: 'S',
  [SERVICE_TYPE_CODES.Mobile]: 'M',
  [SERVICE_TYPE_CODES.International]: 'I',
  [SERVICE_TYPE_CODES['6113']]: '13',
  [SERVICE_TYPE_CODES.TollFree]: '8',
  [SERVICE_TYPE_CODES.Directory]: 'O',
  [SERVICE_TYPE_CODES.Emergency]: 'E',
  [SERVICE_TYPE_CODES.Onnet]: '2T',
  [SERVICE_TYPE_CODES.Inbound]: 'IB',
  [SERVICE_TYPE_CODES['Inbound 6113']]: 'A3',
  [SERVICE_TYPE_CODES['Inbound 611800']]: 'A8',
  [SERVICE_TYPE_CODES.Premium]: '9',
}

/**
 * Type and subtype of a call in the billing feed, as the platform's help pages list them; 13 and E are ours, for calls to
 * 13/1300 numbers and to emergency services, which the list does not have. A 1300 call in is told apart by whether its
 * caller is a mobile.
 */
export function feedType(serviceType: number, aNumber: string): { readonly type: string; readonly subtype: string } {
  const isFromMobile = serviceType === SERVICE_TYPE_CODES['Inbound 6113'] && originIsMobile(Number(aNumber))
  const type = isFromMobile ? '3M' : (TYPES[serviceType] ?? '0')
  return { type, subtype: type }
}
