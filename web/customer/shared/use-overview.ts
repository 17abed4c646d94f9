import type { UseQueryResult } from '@tanstack/react-query'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { useAccountId } from './use-account-id.ts'

export type Overview = Answer<'readAccountOverview'>

/** How the account stands. Whoever may not see bills has none. */
export function useOverview(): UseQueryResult<Overview> {
  const accountId = useAccountId()
  const may = useMay()
  return useRead('readAccountOverview', { params: { accountId } }, { enabled: may('billing.read'), keep: true })
}
