/**
 * What a line on the bill is. The codes are stored with every call and posting: never renumber one.
 * Source of the names: the platform's list of service types on a bill.
 */
export const SERVICE_TYPE_CODES = {
  Local: 1,
  National: 2,
  Mobile: 3,
  International: 4,
  '6113': 5,
  TollFree: 6,
  Directory: 7,
  Emergency: 8,
  Onnet: 9,
  Inbound: 10,
  'Inbound 6113': 11,
  'Inbound 611800': 12,
  Premium: 13,
  BillingRecord: 20,
  CallingPlan: 21,
  Channel: 22,
  Manual: 23,
  Number: 24,
} as const

export type ServiceType = keyof typeof SERVICE_TYPE_CODES
export type ServiceTypeCode = (typeof SERVICE_TYPE_CODES)[ServiceType]

/** Stands where a call could not be given a service type. */
export const UNCLASSIFIED = 0

/** The service types a call can have, in the order of their codes. */
export const CALL_SERVICE_TYPES = [
  'Local',
  'National',
  'Mobile',
  'International',
  '6113',
  'TollFree',
  'Directory',
  'Emergency',
  'Onnet',
  'Inbound',
  'Inbound 6113',
  'Inbound 611800',
  'Premium',
] as const satisfies readonly ServiceType[]

export type CallServiceType = (typeof CALL_SERVICE_TYPES)[number]

const NAMES: readonly string[] = Object.entries(SERVICE_TYPE_CODES).reduce<string[]>((names, [name, code]) => {
  names[code] = name
  return names
}, [])

/** The name of a stored code; '' for {@link UNCLASSIFIED}. */
export function serviceTypeName(code: number): string {
  return NAMES[code] ?? ''
}
