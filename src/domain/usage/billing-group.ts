import { SERVICE_TYPE_CODES, serviceTypeName, type ServiceType } from './service-type.ts'

/**
 * Groups of service types on reports and in the search of billing records. The platform's help pages name billing groups
 * without saying what is in one: these are ours.
 */
export const BILLING_GROUPS = {
  'local-national': { name: 'Local & National', serviceTypes: ['Local', 'National'] },
  mobile: { name: 'Mobile', serviceTypes: ['Mobile'] },
  international: { name: 'International', serviceTypes: ['International'] },
  '13-1300-1800': { name: '13/1300/1800', serviceTypes: ['6113', 'TollFree'] },
  inbound: { name: 'Inbound', serviceTypes: ['Inbound', 'Inbound 6113', 'Inbound 611800'] },
  'on-net': { name: 'On-net', serviceTypes: ['Onnet'] },
  'other-calls': { name: 'Other calls', serviceTypes: ['Directory', 'Emergency', 'Premium'] },
  services: {
    name: 'Plans and services',
    serviceTypes: ['CallingPlan', 'Number', 'Channel', 'BillingRecord', 'Manual'],
  },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly serviceTypes: readonly ServiceType[] }>>

export type BillingGroup = keyof typeof BILLING_GROUPS

export const BILLING_GROUP_KEYS = [
  'local-national',
  'mobile',
  'international',
  '13-1300-1800',
  'inbound',
  'on-net',
  'other-calls',
  'services',
] as const satisfies readonly BillingGroup[]

/** The codes of the service types in a group, as they are stored. */
export function serviceTypesOf(group: BillingGroup): readonly number[] {
  return BILLING_GROUPS[group].serviceTypes.map((type) => SERVICE_TYPE_CODES[type])
}

/** The group a stored service type is in. Every service type is in exactly one; a code that is none counts as another call. */
export function billingGroupOf(serviceType: number): BillingGroup {
  const name = serviceTypeName(serviceType)
  return (
    BILLING_GROUP_KEYS.find((key) => BILLING_GROUPS[key].serviceTypes.some((type) => type === name)) ?? 'other-calls'
  )
}
