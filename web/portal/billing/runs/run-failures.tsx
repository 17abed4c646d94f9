import { Alert, Anchor, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { plural } from '../../../shared/format/counts.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import type { BillRun } from './run-words.ts'

const MOST = 50

/** Who could not be billed, why, and what to put right. */
export function RunFailures({ run: { id, failures } }: { readonly run: BillRun }): ReactNode {
  const { data } = useRead('listBillRunResults', {
    params: { billRunId: id },
    query: { failures: 'only', limit: MOST },
  })
  return (
    <Alert color="red" variant="light" title={`${plural(failures, 'customer')} could not be billed`}>
      <Text size="sm" mb="xs">
        Nobody else waited for them. Put right what it says, and the next run bills them; nobody is billed twice.
      </Text>
      <List size="sm" spacing={4}>
        {(data?.items ?? []).map(({ accountId, accountName, accountNumber, failure }) => (
          <List.Item key={accountId}>
            <Anchor component={AppLink} to={`/customers/${accountId}`} fz="inherit" underline="always">
              {accountName}
            </Anchor>
            {`, ${accountNumber}: ${failure ?? ''}`}
          </List.Item>
        ))}
        {failures > MOST && <List.Item>{`And ${plural(failures - MOST, 'more', 'more')}.`}</List.Item>}
      </List>
    </Alert>
  )
}
