import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { nextStep, type OpenCharge } from './next-charge.ts'
import type { Charging } from './refusals.ts'

const NOW = new Date('2026-11-23T02:00:00Z')
const LATE = new Date('2026-11-25T14:30:00Z')
const CHARGE: OpenCharge = {
  purpose: 'auto-top-up',
  amountMicros: micros(50_000_000n),
  state: 'planned',
  dueAt: NOW,
  tries: 0,
}

test.each<[Partial<OpenCharge>, Charging, string]>([
  [{}, { is: 'ready' }, '$50.00 for the auto top-up will be charged within minutes.'],
  [{ tries: 1 }, { is: 'on-hold', until: LATE }, '$50.00 for the auto top-up will be tried again Thu 26 Nov.'],
  [{ purpose: 'invoice', dueAt: LATE }, { is: 'ready' }, '$50.00 for the invoice will be charged Thu 26 Nov.'],
  [
    { purpose: 'invoice', dueAt: LATE },
    { is: 'on-hold', until: NOW },
    '$50.00 for the invoice will be charged Thu 26 Nov.',
  ],
  [{ state: 'sent' }, { is: 'ready' }, '$50.00 for the auto top-up is on its way; the bank has not answered yet.'],
  [
    { purpose: 'auto-debit', tries: 3 },
    { is: 'stopped', since: NOW },
    '$50.00 for the monthly charges waits until automatic charges are switched on again.',
  ],
  [
    { purpose: 'invoice', isHeld: true },
    { is: 'ready' },
    '$50.00 for the invoice waits: it is contested, or something else was arranged.',
  ],
  [{}, { is: 'without-method' }, '$50.00 for the auto top-up waits for a card or bank account to be stored.'],
])('%j, %j', (charge, charging, words) => {
  expect(nextStep({ ...CHARGE, ...charge }, charging, 'Australia/Sydney', NOW).words).toBe(words)
})
