import { regionOf } from './classify-call.ts'
import { SERVICE_TYPE_WORDS } from './service-type-words.ts'
import { serviceTypeName } from './service-type.ts'

/**
 * What a call was, for a line on a bill: the destination its rate names, else where the far end is, else its service type
 * in words.
 *
 * @param farNumber E.164 digits of the end that is not the customer's.
 * @param destination of the rate that priced it; null where the plan's own table did.
 */
export function describeCall(serviceType: number, farNumber: string, destination: string | null): string {
  if (destination !== null) return destination
  const area = /^\d{11}$/.test(farNumber) ? regionOf(Number(farNumber)) : undefined
  const words = SERVICE_TYPE_WORDS[serviceTypeName(serviceType)] ?? 'Call'
  return area === undefined ? words : `${words}, ${area.label} ${area.state}`
}
