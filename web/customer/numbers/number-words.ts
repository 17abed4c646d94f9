import type { Item } from '../../shared/api/wire-types.ts'
import { dateText, dayText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'
import type { Tone } from '../../shared/layout/status-badge.tsx'

export type AccountNumber = Item<'listAccountNumbers'>

/** Where a number is from, or what it is: `Sydney, NSW`, `1300 number`. */
export function numberPlace({ kind, region, state }: Pick<AccountNumber, 'kind' | 'region' | 'state'>): string {
  if (kind === 'geographic') return [region, state ?? ''].filter((part) => part !== '').join(', ')
  if (kind === 'mobile') return 'Mobile number'
  return kind === 'other' ? 'Number' : `${kind} number`
}

/** What a number is connected as, to people who do not build telephone systems. */
export const LINE_WORDS: Readonly<Record<AccountNumber['lineType'], string>> = {
  'cloud-pbx': 'Phone line with all features',
  naked: 'Plain line',
  'sip-trunk': 'Your own phone system',
  inbound: 'Answers calls only',
  fax: 'Fax',
}

interface Word {
  readonly text: string
  readonly tone: Tone
}

/** How a number stands: working, on its way, or ending. */
export function numberStanding({ status, port, cancelOn }: AccountNumber, timeZone: string): Word {
  if (status === 'porting') {
    const when = port === null ? 'soon' : `on ${dateText(port.cutOverAt, timeZone)}`
    return { text: `Moves to us ${when}`, tone: 'due' }
  }
  return cancelOn === null ? { text: 'Working', tone: 'good' } : { text: `Ends on ${dayText(cancelOn)}`, tone: 'watch' }
}

/** Whether a phone answers to it; null: nobody can say. */
export function connectionText(registration: AccountNumber['registration']): string | null {
  if (registration === null) return null
  switch (registration.status) {
    case 'registered':
      return 'A phone is connected'
    case 'peered':
      return 'Connected to your phone system'
    case 'not-registered':
      return 'No phone is connected now'
  }
}

/** `$15.00 a month`, `in your plan`. */
export function priceWords({ monthlyCharge, numberPlan, block }: AccountNumber): string {
  if (numberPlan.isBundled) return 'In your plan'
  return `${moneyText(monthlyCharge)} a month${block === null ? '' : ' for the block'}`
}
