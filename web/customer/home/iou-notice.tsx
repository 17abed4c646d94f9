import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { middayText } from '../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../shared/format/money.ts'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Overview } from '../shared/use-overview.ts'

/** An IOU that runs: `You have a $20.00 IOU until Tue 24 Nov, midday`. */
export function IouNotice({ overview }: { readonly overview: Overview }): ReactNode {
  const { accountId, timeZone, paymentMode } = overview
  const may = useMay()
  const { data } = useRead(
    'readIou',
    { params: { accountId } },
    { enabled: paymentMode === 'prepaid' && may('credit-control.read') },
  )
  if (data === undefined || data.open === null) return null
  const { value, expiresAt } = data.open
  const used = amountOf(data.used) > 0n ? ` ${moneyText(data.used)} of it is used.` : ''
  return (
    <Alert color="yellow" variant="light">
      <Group justify="space-between" gap="xs">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {`You have a ${moneyText(value)} IOU (ex GST) until ${middayText(expiresAt, timeZone)}: top up to end it.${used} Calls within Australia go on until then.`}
        </Text>
        <Button component={AppLink} to="/pay" size="compact-sm" variant="default">
          Add credit
        </Button>
      </Group>
    </Alert>
  )
}
