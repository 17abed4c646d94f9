import { expect, test } from 'vitest'
import { BILLING_GROUP_KEYS, BILLING_GROUPS, billingGroupOf, serviceTypesOf } from './billing-group.ts'
import { SERVICE_TYPE_CODES } from './service-type.ts'

test('every service type is in exactly one billing group', () => {
  const grouped = BILLING_GROUP_KEYS.flatMap((key) => [...BILLING_GROUPS[key].serviceTypes])
  expect(grouped.toSorted()).toEqual(Object.keys(SERVICE_TYPE_CODES).toSorted())
  expect(Object.keys(BILLING_GROUPS).toSorted()).toEqual([...BILLING_GROUP_KEYS].toSorted())
})

test('a stored code finds its group and a group its codes', () => {
  expect(billingGroupOf(SERVICE_TYPE_CODES['Inbound 6113'])).toBe('inbound')
  expect(billingGroupOf(SERVICE_TYPE_CODES.CallingPlan)).toBe('services')
  expect(billingGroupOf(0)).toBe('other-calls')
  expect(serviceTypesOf('local-national')).toEqual([1, 2])
})
