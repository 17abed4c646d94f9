import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { call } from '../../../../shared/api/client.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'

export type Change = Answer<'changeAccountPlan'>
export type When = Change['when']

/** What a change of plan would do, by the server's own dry run of it. */
export function usePlanChange(accountId: string, planId: string, when: When): UseQueryResult<Change> {
  return useQuery({
    queryKey: ['dry run of a plan change', accountId, planId, when],
    queryFn: ({ signal }) =>
      call('changeAccountPlan', { params: { accountId }, body: { planId, when, dryRun: true } }, { signal }),
    retry: false,
  })
}

/** What last month would have cost on a plan. */
export function useWhatIf(accountId: string, planId: string): UseQueryResult<Answer<'previewAccountPlan'>> {
  return useQuery({
    queryKey: ['last month on another plan', accountId, planId],
    queryFn: ({ signal }) => call('previewAccountPlan', { params: { accountId }, body: { planId } }, { signal }),
    retry: false,
    staleTime: Infinity,
  })
}
