import { expect, test } from 'vitest'
import { readSuspenseGroup } from './suspense-group.ts'

test.each([
  ['no_owner:61370101234', { cause: 'no_owner', by: 'number', number: '61370101234' }],
  ['no_plan:account:12', { cause: 'no_plan', by: 'account', accountId: 12 }],
  ['no_rate:deck:3:53', { cause: 'no_rate', by: 'deck', deckId: 3, prefix: '53' }],
  ['no_rate:plan:7:3', { cause: 'no_rate', by: 'plan', planId: 7, serviceType: 3 }],
  ['unreadable_row:import:9', { cause: 'unreadable_row', by: 'import', importId: 9 }],
])('%s is a group', (key, group) => {
  expect(readSuspenseGroup(key)).toEqual(group)
})

test.each([
  '',
  'no_owner',
  'nothing:1',
  'no_plan:account:',
  'no_rate:deck:3',
  'no_rate:deck:0:53',
  'no_plan:account:1:2:3',
])('%j is none', (key) => {
  expect(readSuspenseGroup(key)).toBeUndefined()
})
