import type { DisputeState } from '#domain/payments/dispute.ts'
import type { Tone } from '../../../shared/layout/status-badge.tsx'

/** How far a dispute is. */
export const DISPUTE_STATE_WORDS: Readonly<Record<DisputeState, { readonly tone: Tone; readonly text: string }>> = {
  inquiry: { tone: 'watch', text: 'The bank asks' },
  'needs-response': { tone: 'due', text: 'To be answered' },
  'under-review': { tone: 'carrier', text: 'With the bank' },
  won: { tone: 'good', text: 'Won' },
  lost: { tone: 'bad', text: 'Lost' },
  dropped: { tone: 'neutral', text: 'Dropped' },
}
