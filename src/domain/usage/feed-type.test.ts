import { expect, test } from 'vitest'
import { feedType } from './feed-type.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES } from './service-type.ts'

test.each([
  ['Local', '', 'L'],
  ['National', '', 'S'],
  ['Onnet', '', '2T'],
  ['Inbound 6113', '61370101234', 'A3'],
  ['Inbound 6113', '61491570156', '3M'],
  ['Inbound 611800', '61491570156', 'A8'],
] as const)('%s from %s is %s', (serviceType, from, type) => {
  expect(feedType(SERVICE_TYPE_CODES[serviceType], from)).toEqual({ type, subtype: type })
})

test('every call has a type of its own', () => {
  const types = CALL_SERVICE_TYPES.map((serviceType) => feedType(SERVICE_TYPE_CODES[serviceType], '').type)
  expect(new Set(types).size).toBe(CALL_SERVICE_TYPES.length)
})
