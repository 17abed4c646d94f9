import { expect, test } from 'vitest'
import { EVENT_PATTERN, isOutOfPatience, webhookUrlFault } from './webhook.ts'

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
  ['statement.issued', true],
  ['calling-plan.price-changed', true],
  ['account.*', true],
  ['*', false],
  ['account.', false],
  ['Account.activated', false],
  ['account.activated.twice', false],
])('%s is a pattern of events: %s', (text, expected) => expect(EVENT_PATTERN.test(text)).toBe(expected))

test('patience ends on its last day', () => {
  const since = new Date('2026-07-01T00:00:00Z')
  expect(isOutOfPatience(since, new Date('2026-07-05T23:59:59Z'), 5)).toBe(false)
  expect(isOutOfPatience(since, new Date('2026-07-06T00:00:00Z'), 5)).toBe(true)
})
