import type { Item } from '../api/wire-types.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** Money asked of a card or bank account. */
export type Charge = Item<'listAccountCharges'>

interface Word {
  readonly tone: Tone
  readonly text: string
}

export const CHARGE_STATE_WORDS: Readonly<Record<Charge['state'], Word>> = {
  planned: { tone: 'neutral', text: 'On its way' },
  sent: { tone: 'neutral', text: 'On its way' },
  'needs-action': { tone: 'watch', text: 'To be approved' },
  processing: { tone: 'carrier', text: 'With the bank' },
  cancelled: { tone: 'neutral', text: 'Called off' },
  failed: { tone: 'bad', text: 'Failed' },
  succeeded: { tone: 'good', text: 'Paid' },
}

/** What stands at a charge: a page that waits for somebody says so, and a dispute before all. */
export function chargeWord({
  state,
  continueAt,
  isDisputed,
}: Pick<Charge, 'state' | 'continueAt' | 'isDisputed'>): Word {
  if (isDisputed) return { tone: 'bad', text: 'Disputed' }
  if (state === 'sent' && continueAt !== null) return { tone: 'watch', text: 'Not paid yet' }
  return CHARGE_STATE_WORDS[state]
}

/** Charges something is still to come of. */
export const UNSETTLED = ['planned', 'sent', 'needs-action', 'processing'] as const satisfies readonly Charge['state'][]

const DAY_MS = 86_400_000

/** A direct debit is with the banks for so many business days. */
const DEBIT_BUSINESS_DAYS = 4

/** The day by which a bank has answered a direct debit, of the day it was sent: weekends do not count. */
export function debitExpectedOn(sentOn: string): string {
  let at = Date.parse(`${sentOn}T00:00:00Z`)
  for (let left = DEBIT_BUSINESS_DAYS; left > 0;) {
    at += DAY_MS
    if (new Date(at).getUTCDay() % 6 !== 0) left--
  }
  return new Date(at).toISOString().slice(0, 10)
}
