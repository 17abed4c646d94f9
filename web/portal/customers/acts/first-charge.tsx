import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatDollars, gstOf, micros } from '#domain/money.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Sum } from '../../../shared/format/sum.tsx'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import type { PlanOnOffer } from './plan-choice.tsx'

interface FirstChargeProps {
  readonly plan: PlanOnOffer
  readonly account: Pick<Answer<'readAccount'>, 'balance' | 'paymentMode'>
}

/** What an activation on a plan charges at once, added up, and what that does to the balance. */
export function FirstCharge({ plan, account }: FirstChargeProps): ReactNode {
  const { monthlyPrice, setupFee } = plan.terms
  const exGst = micros(amountOf(monthlyPrice) + amountOf(setupFee))
  const gst = gstOf(exGst)
  const total = micros(exGst + gst)
  const after = micros(amountOf(account.balance) - total)
  const hasSetup = amountOf(setupFee) !== 0n
  return (
    <div>
      <Sum
        label="Charged today"
        lines={[
          { label: `${plan.name}, the first month`, value: moneyText(monthlyPrice) },
          ...(hasSetup ? [{ label: 'Set-up, once', value: moneyText(setupFee) }] : []),
          { label: 'GST', value: moneyText(formatDollars(gst)) },
        ]}
        total={{ label: 'Charged today, inc. GST', value: moneyText(formatDollars(total)) }}
      />
      <Text size="sm" mt="xs" c={account.paymentMode === 'prepaid' && after < 0n ? 'var(--warning)' : 'dimmed'}>
        {account.paymentMode === 'postpaid'
          ? 'It comes on the first invoice.'
          : `The balance of ${moneyText(account.balance)} becomes ${moneyText(formatDollars(after))}.${after < 0n ? ' Record a payment so that the customer can call.' : ''}`}
      </Text>
    </div>
  )
}
