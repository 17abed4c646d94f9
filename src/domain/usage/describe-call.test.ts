import { expect, test } from 'vitest'
import { describeCall } from './describe-call.ts'
import { SERVICE_TYPE_CODES } from './service-type.ts'

test.each([
  ['International', '442079460000', 'United Kingdom', 'United Kingdom'],
  ['National', '61870101234', null, 'National, Adelaide SA'],
  ['Mobile', '61491570156', null, 'Australian mobile'],
  ['Inbound', '', null, 'Inbound'],
  ['Emergency', '000', null, 'Emergency services'],
] as const)('%s to %s with %s is described as %s', (serviceType, far, destination, description) => {
  expect(describeCall(SERVICE_TYPE_CODES[serviceType], far, destination)).toBe(description)
})
