import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useBrand } from '../../shared/brand/brand-context.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { ChargingNotice } from '../payments/charging-notice.tsx'
import { useOverview, type Overview } from '../shared/use-overview.ts'

type Attention = Overview['attention'][number]

/** Of these every page says something; of the rest the first. */
const GRAVE: ReadonlySet<Attention['kind']> = new Set([
  'suspended',
  'invoice-overdue',
  'no-credit',
  'cancellation-scheduled',
])

/** What stands over every page: the service is barred, something is overdue, the account ends. */
export function GraveNotices(): ReactNode {
  return <Notices isGrave />
}

/** What else asks for a look. */
export function MildNotices(): ReactNode {
  return (
    <>
      <ChargingNotice />
      <Notices isGrave={false} />
    </>
  )
}

function Notices({ isGrave }: { readonly isGrave: boolean }): ReactNode {
  const { data } = useOverview()
  if (data === undefined) return null
  return data.attention
    .filter(({ kind }) => GRAVE.has(kind) === isGrave)
    .map((attention) => <Notice key={`${attention.kind} ${attention.words}`} attention={attention} />)
}

const RED: ReadonlySet<Attention['kind']> = new Set(['suspended', 'invoice-overdue', 'no-credit'])

function Notice({ attention }: { readonly attention: Attention }): ReactNode {
  const { kind, words } = attention
  return (
    <Alert color={RED.has(kind) ? 'red' : 'yellow'} variant="light">
      <Group justify="space-between" gap="xs">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {words}
        </Text>
        <WhatToDo attention={attention} />
      </Group>
    </Alert>
  )
}

function WhatToDo({ attention: { kind, statementId } }: { readonly attention: Attention }): ReactNode {
  const may = useMay()
  switch (kind) {
    case 'suspended':
      return <AskUs />
    case 'invoice-overdue':
      return (
        <>
          {statementId !== null && <To to={`/bills/${statementId}`}>See invoice</To>}
          <To to="/pay">Pay</To>
        </>
      )
    case 'no-credit':
    case 'low-balance':
      return <To to="/pay">Add credit</To>
    case 'cancellation-scheduled':
      return may('accounts.cancel') && <To to="/settings/cancel">See what that means</To>
    case 'allowance-near-end':
    case 'allowance-used-up':
      return may('account-plans.read') && <To to="/plan">See your plan</To>
  }
}

function To({ to, children }: { readonly to: string; readonly children: ReactNode }): ReactNode {
  return (
    <Button component={AppLink} to={to} size="compact-sm" variant="default">
      {children}
    </Button>
  )
}

function AskUs(): ReactNode {
  const { supportPhone, supportEmail } = useBrand()
  if (supportPhone !== null) {
    return (
      <Anchor size="sm" fw={500} href={`tel:${supportPhone.replaceAll(/[^\d+]/g, '')}`}>
        {`Call us on ${supportPhone}`}
      </Anchor>
    )
  }
  return supportEmail === '' ? null : (
    <Anchor size="sm" fw={500} href={`mailto:${supportEmail}`}>
      {`Write to ${supportEmail}`}
    </Anchor>
  )
}
