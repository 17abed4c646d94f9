import { useMay } from '../access/session.ts'
import { useRead } from '../api/hooks.ts'
import type { PortOutLine } from './port-out-words.ts'

const OVER: readonly PortOutLine['state'][] = ['released', 'refused', 'cancelled']
const MOST = 50

/** Whether something is left to happen. */
export function isUnderWay({ state }: Pick<PortOutLine, 'state'>): boolean {
  return !OVER.includes(state)
}

/** The latest requests of other carriers about an account's numbers; none while they come, and for who may not see them. */
export function useLeaving(accountId: string): readonly PortOutLine[] {
  const may = useMay()
  const { data } = useRead(
    'listPortOutsOfAccount',
    { params: { accountId }, query: { limit: MOST } },
    { enabled: may('ports.read') },
  )
  return data?.items ?? []
}
