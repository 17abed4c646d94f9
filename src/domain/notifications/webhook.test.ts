import { expect, test } from 'vitest'
import { eventFilterFault } from './event-types.ts'
import { isOutOfPatience, webhookUrlFault } from './webhook.ts'

test.each([
  ['https://hooks.example.com/billing?x=1', false, undefined],
  ['https://hooks.example.com:8443', false, undefined],
  ['http://hooks.example.com/', false, 'https only'],
  ['http://localhost:4001/hook', true, undefined],
  ['http://localhost:4001/hook', false, 'https only'],
  ['https://localhost/hook', false, 'public internet'],
  ['https://intranet/hook', false, 'public internet'],
  ['https://printer.local/hook', false, 'public internet'],
  ['https://me:secret@hooks.example.com/', false, 'without user name'],
  ['https://hooks.example.com/#part', false, 'without user name'],
  ['ftp://hooks.example.com/', true, 'Write it as'],
  ['https://', true, 'Write it as'],
  ['https://a b.example/', true, 'Write it as'],
])('%s, private addresses allowed: %s', (url, allowPrivate, fault) => {
  const found = webhookUrlFault(url, { allowPrivate }) ?? 'nothing'
  expect(found).toContain(fault ?? 'nothing')
})

test.each([
  ['statement.issued', undefined],
  ['account-plan.changed', undefined],
  ['account.*', undefined],
  ['*', 'There is no event *: write a type like statement.issued'],
  ['account.opend', 'did you mean "account.opened"?'],
  ['acount.*', 'did you mean "account.*"?'],
  ['constructor', 'There is no event constructor'],
])('%s as a filter of events: %s', (filter, fault) => {
  expect(eventFilterFault(filter) ?? 'nothing').toContain(fault ?? 'nothing')
})

test('patience ends on its last day', () => {
  const since = new Date('2026-07-01T00:00:00Z')
  expect(isOutOfPatience(since, new Date('2026-07-05T23:59:59Z'), 5)).toBe(false)
  expect(isOutOfPatience(since, new Date('2026-07-06T00:00:00Z'), 5)).toBe(true)
})
