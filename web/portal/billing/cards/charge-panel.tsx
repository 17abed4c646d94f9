import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Money, When } from '../../../shared/format/figures.tsx'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PURPOSE_WORDS } from '../../../shared/payments/purpose-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ChargeBadge } from './charge-columns.tsx'
import type { ChargeDetails } from './charge-details.ts'
import { ChargeDisputes } from './charge-disputes.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { Refunds } from './refunds.tsx'

/** The charge the address names (`?charge=12&of=7`), beside the list. */
export function ChargePanel(): ReactNode {
  const [{ charge, of }, change] = useQueryState()
  return (
    <Drawer
      opened={charge !== undefined && of !== undefined}
      onClose={() => change({ charge: undefined, of: undefined })}
      size={440}
      title="Card or direct debit charge"
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {charge !== undefined && of !== undefined && <ChargeHere accountId={of} chargeId={charge} />}
    </Drawer>
  )
}

function ChargeHere({ accountId, chargeId }: { readonly accountId: string; readonly chargeId: string }): ReactNode {
  const params = { accountId, chargeId }
  const query = useRead('readGatewayCharge', { params })
  const may = useMay()
  const [isRefunding, setRefunding] = useState(false)
  const cancel = useChange('cancelGatewayCharge', { done: 'Called off' })
  const ask = useChange('syncGatewayCharge', { done: 'The payment provider was asked' })
  return (
    <Loaded query={query} what="the charge">
      {(charge) => (
        <Stack gap="lg">
          <div>
            <div className="headline">
              <Money value={charge.amount} />
            </div>
            <ChargeBadge charge={charge} />
          </div>
          {charge.failureReason !== null && (
            <Text>
              {charge.failureReason}
              {charge.failureCode !== null && (
                <Text span c="dimmed">{` The bank’s word: ${charge.failureCode.replaceAll('_', ' ')}.`}</Text>
              )}
            </Text>
          )}
          <Facts facts={factsOf(charge)} />
          <ChargeDisputes charge={charge} />
          <Refunds charge={charge} />
          <Group gap="xs">
            {charge.paymentId !== null && (
              <Button
                variant="default"
                size="compact-md"
                component="a"
                target="_blank"
                href={addressOf('receiptPdf', { params: { accountId, paymentId: charge.paymentId } })}
              >
                Receipt as PDF
              </Button>
            )}
            {may('card-payments.refund') && amountOf(charge.refundable) > 0n && (
              <Button variant="default" size="compact-md" onClick={() => setRefunding(true)}>
                Refund
              </Button>
            )}
            {!charge.isSettled && may('card-payments.write') && (
              <Button
                variant="default"
                size="compact-md"
                loading={ask.isPending}
                onClick={() => ask.mutate({ params })}
              >
                Ask how it stands
              </Button>
            )}
            {!charge.isSettled && charge.continueAt !== null && may('card-payments.write') && (
              <Button
                variant="default"
                size="compact-md"
                loading={cancel.isPending}
                onClick={() => cancel.mutate({ params })}
              >
                Call it off
              </Button>
            )}
          </Group>
          {isRefunding && <RefundDialog charge={charge} onClose={() => setRefunding(false)} />}
        </Stack>
      )}
    </Loaded>
  )
}

function factsOf(charge: ChargeDetails) {
  const { accountId, accountName, purpose, paidBy, startedAt, startedBy, settledAt, refundable, state } = charge
  return [
    {
      label: 'Customer',
      value: (
        <Anchor component={AppLink} to={`/customers/${accountId}`} fz="inherit">
          {accountName}
        </Anchor>
      ),
    },
    { label: 'For', value: PURPOSE_WORDS[purpose] },
    { label: 'Paid by', value: paidBy === '' ? 'not known yet' : paidBy },
    { label: 'Begun', value: <When at={startedAt} full /> },
    ...(startedBy === null ? [] : [{ label: 'By', value: startedBy }]),
    ...(settledAt === null ? [] : [{ label: 'Settled', value: <When at={settledAt} full /> }]),
    ...(state === 'succeeded' ? [{ label: 'Left to refund', value: moneyText(refundable) }] : []),
  ]
}
