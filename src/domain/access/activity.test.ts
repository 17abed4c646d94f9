import { expect, test } from 'vitest'
import { describeActivity, operationsOf } from './activity.ts'

test.each([
  ['accounts.suspend', 'status', 'Suspended the account'],
  ['accounts.change', 'profile', 'Changed the profile'],
  ['account-numbers.add-backdated', 'numbers', 'Gave a number from a day in the past'],
  ['billing.run', 'billing', 'Billed the account'],
  ['ports.submit', 'ports', 'Submitted a port'],
  ['ports.do-later', 'ports', 'Ports: do later'],
  ['weather.forecast', 'other', 'Weather: forecast'],
])('%s', (operation, kind, what) => {
  expect(describeActivity({ operation, before: null, after: null })).toEqual({ kind, what, changes: [] })
})

test('what changed, field by field, in words; what stayed is left out', () => {
  const { changes } = describeActivity({
    operation: 'accounts.change',
    before: {
      timeZone: 'Australia/Perth',
      name: 'Acacia',
      contacts: { main: { email: 'a@example.com', phone: null } },
    },
    after: { timeZone: 'Australia/Sydney', name: 'Acacia', contacts: { main: { email: 'b@example.com', phone: '' } } },
  })
  expect(changes).toEqual([
    { field: 'Time zone', before: 'Australia/Perth', after: 'Australia/Sydney' },
    { field: 'Contacts, main, email', before: 'a@example.com', after: 'b@example.com' },
  ])
})

test('lists, yes and no, and what is new', () => {
  const { changes } = describeActivity({
    operation: 'account-numbers.add',
    before: null,
    after: { numbersAdded: ['61370101234', '61370101235'], isOn: false, items: [{ no: 1 }] },
  })
  expect(changes).toEqual([
    { field: 'Numbers added', before: null, after: '61370101234, 61370101235' },
    { field: 'Is on', before: null, after: 'no' },
    { field: 'Items, 1, no', before: null, after: '1' },
  ])
})

test('what the watch found, not by its keys', () => {
  const { changes } = describeActivity({
    operation: 'credit-control.watch',
    before: { crossed: ['low-balance'] },
    after: {
      crossed: ['control fraud-spend-day', 'allowance 100 2 0 2026-10-25', 'allowance 100 2 1 2026-10-25'],
    },
  })
  expect(changes).toEqual([
    { field: 'Crossed', before: 'low balance', after: 'fraud spend day, 100 % of an allowance' },
  ])
})

test('the operations of a kind', () => {
  expect(operationsOf(['profile', 'plan'])).toEqual({
    beginning: ['accounts.open', 'accounts.change', 'account-plans.'],
    butNot: undefined,
  })
  expect(operationsOf(['other']).beginning).toEqual([])
  expect(operationsOf(['other']).butNot).toContain('ports.')
})
