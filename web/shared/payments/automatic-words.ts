import type { Answer, Item } from '../api/wire-types.ts'
import { moneyText } from '../format/money.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** What an account was, or is to be, charged by itself. */
export type AutomaticCharge = Item<'listAutomaticCharges'>

export type Standing = Answer<'readAutomaticCharging'>

interface Word {
  readonly tone: Tone
  readonly text: string
}

/** How far one is; one that was refused before says so. */
export function automaticWord({ state, tries }: Pick<AutomaticCharge, 'state' | 'tries'>): Word {
  switch (state) {
    case 'planned':
      return tries.length === 0 ? { tone: 'neutral', text: 'Planned' } : { tone: 'watch', text: 'Refused, tried again' }
    case 'sent':
      return { tone: 'carrier', text: 'With the bank' }
    case 'paid':
      return { tone: 'good', text: 'Paid' }
    case 'given-up':
      return { tone: 'bad', text: 'Failed' }
    case 'withdrawn':
      return { tone: 'neutral', text: 'Not needed' }
  }
}

/** What an auto debit does, by how the account pays. */
export function debitWords(paymentMode: 'prepaid' | 'postpaid'): string {
  return paymentMode === 'prepaid'
    ? 'Charges plan, numbers and what else is charged monthly on the day they fall due, so that the credit is left for calls.'
    : 'Charges each invoice on the day it is due.'
}

/** What top-ups have charged of what they may within a week. */
export function weekWords({ toppedUpInWeek }: Pick<Standing, 'toppedUpInWeek'>, weeklyMaximum: string): string {
  return `${moneyText(toppedUpInWeek)} of ${moneyText(weeklyMaximum)} in the last seven days.`
}
