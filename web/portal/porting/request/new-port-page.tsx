import { Stack, Text } from '@mantine/core'
import { useCallback, useState, type ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { AccountSelect } from '../../shared/account-select.tsx'
import { RequestForm } from './request-form.tsx'
import { StoredRequest } from './request-page.tsx'

/** A port is requested for a customer: `?account=17` says whose; the draft that is made meanwhile comes into the address. */
export function Page(): ReactNode {
  const [{ account = '', port }, change] = useQueryState()
  // The form goes on as it is when its draft has come to be.
  const [begun] = useState(port)
  const onCreated = useCallback(({ id }: Port) => change({ port: id }, { replace: true }), [change])
  return (
    <PageFrame title="New port" crumbs={[{ label: 'Porting', to: '/porting' }]} width="form">
      {begun === undefined ? (
        <Stack gap="lg">
          <AccountSelect
            label="Whose numbers they become"
            status="active,new"
            value={account}
            disabled={port !== undefined}
            onChange={(accountId) => change({ account: accountId === '' ? undefined : accountId }, { replace: true })}
          />
          {account === '' ? (
            <Text size="sm" c="dimmed">
              Choose the customer first. What you type then is kept as a draft.
            </Text>
          ) : (
            <RequestForm key={account} accountId={account} port={undefined} onCreated={onCreated} />
          )}
        </Stack>
      ) : (
        <StoredRequest portId={begun} />
      )}
    </PageFrame>
  )
}
