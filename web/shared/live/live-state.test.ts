import { expect, test } from 'vitest'
import { fromSnapshot, withChange, withoutEnded, type LiveCall } from './live-state.ts'

const call = (id: string, begunAt: string, total = '0.00'): LiveCall => ({
  id,
  accountId: '1',
  accountNumber: '1001',
  accountName: 'Acacia Dental',
  direction: 'out',
  from: '61255500001',
  to: '61491570006',
  description: 'Australian mobile',
  serviceType: 'Mobile',
  state: 'talking',
  begunAt,
  answeredAt: begunAt,
  until: begunAt,
  maxSeconds: 300,
  charge: total,
  gst: '0.00',
  total,
  held: '0.50',
  currency: 'AUD',
})
const sums = (count: number) =>
  ({
    now: '2026-07-01T02:00:10Z',
    count,
    ringing: 0,
    total: '0.00',
    held: '0.00',
    dearest: null,
    currency: 'AUD',
  }) as const

const NOW = Date.parse('2026-07-01T02:00:00Z')

test('what changes changes in its place, what is new comes after, what ended stays a moment', () => {
  const first = fromSnapshot(
    { ...sums(2), items: [call('1', '2026-07-01T01:00:00Z'), call('2', '2026-07-01T01:30:00Z')] },
    NOW,
  )
  expect(first.aheadMs).toBe(10_000)
  const next = withChange(
    first,
    { ...sums(2), calls: [call('3', '2026-07-01T02:00:00Z'), call('2', '2026-07-01T01:30:00Z', '0.20')], gone: ['1'] },
    NOW,
  )
  expect(next.calls.map(({ id, total, endedAtMs }) => [id, total, endedAtMs])).toEqual([
    ['1', '0.00', NOW],
    ['2', '0.20', undefined],
    ['3', '0.00', undefined],
  ])
  expect(withoutEnded(next, NOW + 3_999)).toBe(next)
  expect(withoutEnded(next, NOW + 4_000).calls.map(({ id }) => id)).toEqual(['2', '3'])
  expect(withChange(next, { ...sums(2), calls: [], gone: [] }, NOW + 4_000).calls).toHaveLength(2)
})
