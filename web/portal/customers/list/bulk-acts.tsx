import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import type { BulkStep } from './bulk-dialog.tsx'

type Customer = Item<'listAccounts'>

interface BulkActsProps {
  readonly customers: readonly Customer[]
  readonly onStep: (step: BulkStep, customers: readonly Customer[]) => void
}

/** What can be done with several customers at once: those whose status allows it. */
export function BulkActs({ customers, onStep }: BulkActsProps): ReactNode {
  const active = customers.filter(({ status }) => status === 'active')
  const suspended = customers.filter(({ status }) => status === 'suspended')
  if (active.length === 0 && suspended.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None of them is active or suspended.
      </Text>
    )
  }
  return (
    <>
      {active.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => onStep('suspend', active)}>
          {`Suspend ${countText(active.length)}`}
        </Button>
      )}
      {suspended.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => onStep('reinstate', suspended)}>
          {`Reinstate ${countText(suspended.length)}`}
        </Button>
      )}
    </>
  )
}
