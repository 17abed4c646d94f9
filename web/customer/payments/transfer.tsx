import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../shared/api/wire-types.ts'
import { moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import { bsbText } from '../../shared/statements/ending-parts.tsx'
import { AskUs } from '../shared/ask-us.tsx'
import { CopyRows } from './copy-rows.tsx'

interface TransferProps {
  readonly settings: Answer<'readPaymentSettings'>
  /** What is to be paid; undefined: as much as one likes. */
  readonly amount: string | undefined
}

/** Where a bank transfer goes, by what it is known, and how much it is. */
export function Transfer({ settings: { howToPay, paymentMode }, amount }: TransferProps): ReactNode {
  const { bank, reference } = howToPay
  if (bank === null) {
    return (
      <Section title="By bank transfer">
        <AskUs about="Bank details">There are no bank details here yet.</AskUs>
      </Section>
    )
  }
  return (
    <Section
      title="By bank transfer"
      words={
        paymentMode === 'prepaid'
          ? 'Transfer what you like. It is your credit as soon as it has arrived, in one or two business days.'
          : 'It takes one or two business days. You get a receipt when it has arrived.'
      }
    >
      <CopyRows
        rows={[
          { label: 'Account name', value: bank.accountName },
          { label: 'BSB', value: bsbText(bank.bsb) },
          { label: 'Account number', value: bank.accountNumber },
          {
            label: 'Reference',
            value: reference,
            words: 'Your account with us. Without it we do not know the money is yours.',
          },
          ...(amount === undefined
            ? []
            : [{ label: 'Amount', value: moneyText(amount), copied: moneyText(amount).replaceAll(/[$,]/g, '') }]),
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">{`Bank: ${bank.bankName}`}</Text>
    </Section>
  )
}
