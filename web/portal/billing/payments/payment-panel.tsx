import { Anchor, Button, Drawer, Group, Stack } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { METHOD_WORDS } from '../../../shared/statements/statement-words.ts'
import { PaymentState, type Payment } from './payment-columns.tsx'
import { ReverseDialog } from './reverse-dialog.tsx'

/** The payment the address names (`?payment=12&of=7`), beside the list. */
export function PaymentPanel(): ReactNode {
  const [{ payment, of }, change] = useQueryState()
  const close = (): void => change({ payment: undefined, of: undefined })
  return (
    <Drawer
      opened={payment !== undefined && of !== undefined}
      onClose={close}
      size={420}
      title="Payment"
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {payment !== undefined && of !== undefined && <PaymentHere accountId={of} paymentId={payment} />}
    </Drawer>
  )
}

function PaymentHere({ accountId, paymentId }: { readonly accountId: string; readonly paymentId: string }): ReactNode {
  const query = useRead('readPayment', { params: { accountId, paymentId } })
  const [isReversing, setReversing] = useState(false)
  const may = useMay()
  return (
    <Loaded query={query} what="the payment">
      {(payment) => {
        const { receipt, reverses, reversedBy } = payment
        const params = { accountId, paymentId }
        return (
          <Stack gap="lg">
            <div>
              <div className="headline">
                <Money value={payment.amount} />
              </div>
              <PaymentState payment={payment} />
            </div>
            <Facts facts={factsOf(payment)} />
            <Group gap="xs">
              {receipt !== null && (
                <Button
                  variant="default"
                  size="compact-md"
                  component="a"
                  href={addressOf('receiptPdf', { params })}
                  target="_blank"
                >
                  Receipt as PDF
                </Button>
              )}
              {payment.chargeId !== null && may('card-payments.read') && (
                <Button
                  variant="default"
                  size="compact-md"
                  component={AppLink}
                  to={`/customers/${accountId}/statements/cards`}
                  search={{ charge: payment.chargeId, of: accountId } as never}
                >
                  Card charge and refunds
                </Button>
              )}
              {may('billing.write') && payment.chargeId === null && reverses === null && reversedBy === null && (
                <Button variant="default" size="compact-md" onClick={() => setReversing(true)}>
                  Take it back
                </Button>
              )}
            </Group>
            {isReversing && <ReverseDialog payment={payment} onClose={() => setReversing(false)} />}
          </Stack>
        )
      }}
    </Loaded>
  )
}

function factsOf(payment: Payment) {
  const { accountId, accountName, receipt, reference, note, reverses, reversedBy, statementId } = payment
  const customer = `/customers/${accountId}`
  const other = reverses ?? reversedBy
  return [
    {
      label: 'Customer',
      value: (
        <Anchor component={AppLink} to={customer} fz="inherit">
          {accountName}
        </Anchor>
      ),
    },
    ...(receipt === null ? [] : [{ label: 'Receipt', value: receipt }]),
    { label: 'Received on', value: dayText(payment.receivedOn) },
    { label: 'Method', value: METHOD_WORDS[payment.method] },
    { label: 'Reference', value: reference === '' ? '–' : reference },
    {
      label: 'Statement',
      value:
        statementId === null ? (
          'the next one'
        ) : (
          <Anchor component={AppLink} to={`${customer}/statements/${statementId}`} fz="inherit">
            open
          </Anchor>
        ),
    },
    { label: 'Recorded', value: <When at={payment.recordedAt} full /> },
    ...(payment.recordedBy === null ? [] : [{ label: 'By', value: payment.recordedBy }]),
    ...(note === null || note === '' ? [] : [{ label: reverses === null ? 'Note' : 'Why', value: note }]),
    ...(other === null
      ? []
      : [
          {
            label: reverses === null ? 'Taken back by' : 'Takes back',
            value: <Other accountId={accountId} paymentId={other} />,
          },
        ]),
  ]
}

function Other({ accountId, paymentId }: { readonly accountId: string; readonly paymentId: string }): ReactNode {
  const [state] = useQueryState()
  return (
    <Anchor
      component={AppLink}
      to="."
      search={{ ...state, payment: paymentId, of: accountId } as never}
      resetScroll={false}
      fz="inherit"
    >
      the other payment
    </Anchor>
  )
}
