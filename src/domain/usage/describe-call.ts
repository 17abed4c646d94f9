import { regionOf } from './classify-call.ts'
import { serviceTypeName } from './service-type.ts'

const IN_WORDS: Readonly<Record<string, string>> = {
  Local: 'Local',
  National: 'National',
  Mobile: 'Australian mobile',
  International: 'International',
  '6113': '13 and 1300 numbers',
  TollFree: '1800 numbers',
  Directory: 'Directory assistance',
  Emergency: 'Emergency services',
  Onnet: 'On-net',
  Inbound: 'Inbound',
  'Inbound 6113': 'Inbound to 13/1300',
  'Inbound 611800': 'Inbound to 1800',
  Premium: 'Premium services',
}

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
  const words = IN_WORDS[serviceTypeName(serviceType)] ?? 'Call'
  return area === undefined ? words : `${words}, ${area.label} ${area.state}`
}
