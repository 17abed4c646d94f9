import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { RequestForm } from './request-form.tsx'

/** The request of a draft is gone on with, or that of a rejected port mended. */
export function Page(): ReactNode {
  const portId = useParam('portId')
  return (
    <PageFrame
      title="Request of the port"
      crumbs={[
        { label: 'Porting', to: '/porting' },
        { label: `Port ${portId}`, to: `/porting/${portId}` },
      ]}
      width="form"
    >
      <StoredRequest key={portId} portId={portId} />
    </PageFrame>
  )
}

/** A request that is kept already, with whose it is. */
export function StoredRequest({ portId }: { readonly portId: string }): ReactNode {
  const query = useRead('readPort', { params: { portId } })
  // What is typed is newer than what is read anew after each piece was saved.
  const [first, setFirst] = useState<Port>()
  if (first === undefined && query.data !== undefined) setFirst(query.data)
  return (
    <Loaded query={query} what="the request">
      {(latest) => {
        const port = first ?? latest
        return port.changeable.includes('numbers') ? (
          <Stack gap="lg">
            <Text>
              For{' '}
              <Anchor component={AppLink} to={`/customers/${port.accountId}`} inherit underline="always">
                {port.accountName}
              </Anchor>
              , {port.accountNumber}.
            </Text>
            <RequestForm accountId={port.accountId} port={port} />
          </Stack>
        ) : (
          <EmptyState
            title="This request cannot be changed now"
            words="The carriers have it as it stands. What they do not see is changed on the page of the port."
            action={
              <Button component={AppLink} to={`/porting/${portId}`}>
                See the port
              </Button>
            }
          />
        )
      }}
    </Loaded>
  )
}
