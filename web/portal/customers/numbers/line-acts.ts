import { useMay } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { dayOf } from '../../../shared/format/dates.ts'
import { useToday } from '../../../shared/format/figures.tsx'
import { useAccount } from '../account-context.tsx'

export type Line = Item<'listAccountNumbers'>
export type LineAct = 'edit' | 'sip-login' | 'cancel' | 'withdraw' | 'remove'

export const LINE_ACT_WORDS: Readonly<Record<LineAct, string>> = {
  edit: 'Edit line',
  'sip-login': 'SIP login',
  cancel: 'Cancel at the anniversary',
  withdraw: 'Withdraw the cancellation',
  remove: 'Remove now',
}

/** What this person may do with a customer's numbers. */
export function useLineActs(): (line: Line) => readonly LineAct[] {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const today = useToday(timeZone)
  return (line) => {
    if (account.status === 'cancelled' || line.status === 'porting') return []
    // A number that was added in error goes on the same day; later only who may put things right takes it away.
    const mayRemove = may('numbers.correct') || dayOf(new Date(line.since), timeZone) === today
    return [
      ...(may('numbers.write') ? ['edit' as const] : []),
      ...(may('numbers.write') && line.lineType !== 'inbound' ? ['sip-login' as const] : []),
      ...(may('numbers.cancel') ? [line.cancelOn === null ? ('cancel' as const) : ('withdraw' as const)] : []),
      ...(may('numbers.write') && mayRemove ? ['remove' as const] : []),
    ]
  }
}
