import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { daysText } from '../../../shared/format/dates.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { RecordsList } from '../../billing-records/records/records-list.tsx'
import { useAccount } from '../account-context.tsx'

/** A customer's billing records. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const cycles = useRead(
    'readAccountStatus',
    { params: { accountId: account.id } },
    { enabled: may('billing.read') && account.status !== 'new' },
  )
  return (
    <PageFrame
      title="Billing records"
      aside={
        <Text size="sm" c="dimmed">
          Times of {timeZone}
        </Text>
      }
    >
      <RecordsList
        accountId={account.id}
        periods={(cycles.data?.cycles ?? []).map(({ from, to }) => ({ value: from, label: daysText(from, to) }))}
        empty={
          <EmptyState
            title="No calls yet"
            words={
              account.status === 'new'
                ? 'The account is not active: calls of its numbers wait in suspense until it is.'
                : 'Calls are here the moment they end, or with the next file of your switch.'
            }
          />
        }
      />
    </PageFrame>
  )
}
