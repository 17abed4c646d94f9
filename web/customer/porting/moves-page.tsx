import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import type { PortLine } from '../../shared/porting/port-words.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import classes from '../shared/rows.module.css'
import { PortRow } from '../shared/port-row.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

const MOST = 200
const OVER: readonly PortLine['state'][] = ['completed', 'closed', 'withdrawn', 'reversed']

/** Numbers on their way here from another provider, and those that have come. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const may = useMay()
  const query = useRead('listPortsOfAccount', { params: { accountId }, query: { limit: MOST } })
  const shown = (query.data?.items ?? []).filter(({ state, attempt }) => state !== 'withdrawn' || attempt > 0)
  const isEmpty = query.data !== undefined && shown.length === 0
  const request = may('ports.request') && (
    <Button component={AppLink} to="/porting/request">
      Move a number
    </Button>
  )
  return (
    <PageFrame title="Moving numbers to us" {...(!isEmpty && { actions: request })} width="form">
      <Loaded query={query} what="your moves">
        {() =>
          isEmpty ? (
            <EmptyState
              title="Keep the numbers you have"
              words="Numbers you have with another provider can move to us. You go on using them there until the day of the move."
              action={request}
            />
          ) : (
            <>
              <Moves title="Under way" ports={shown.filter(({ state }) => !OVER.includes(state))} />
              <Moves title="Over" ports={shown.filter(({ state }) => OVER.includes(state))} />
              <Text size="sm" c="dimmed">
                Do not cancel a number with your old provider before it has moved: what is cancelled cannot be moved.
              </Text>
            </>
          )
        }
      </Loaded>
    </PageFrame>
  )
}

function Moves({ title, ports }: { readonly title: string; readonly ports: readonly PortLine[] }): ReactNode {
  if (ports.length === 0) return null
  return (
    <Section title={title}>
      <ul className={classes['rows']}>
        {ports.map((port) => (
          <PortRow key={port.id} port={port} />
        ))}
      </ul>
    </Section>
  )
}
