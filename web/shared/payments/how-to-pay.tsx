import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../api/wire-types.ts'
import { Facts } from '../layout/facts.tsx'
import { bsbText } from '../statements/ending-parts.tsx'

interface HowToPayProps {
  readonly howToPay: Answer<'readPaymentSettings'>['howToPay']
}

/** Where a bank transfer goes, and by what it is known. */
export function HowToPay({ howToPay: { bank, reference, supportEmail, supportPhone } }: HowToPayProps): ReactNode {
  const reach = [supportPhone, supportEmail].filter((way) => way !== null && way !== '').join(' or ')
  if (bank === null) {
    return <Text size="sm">{`No bank account is given for transfers yet; ask ${reach}.`}</Text>
  }
  return (
    <>
      <Facts
        facts={[
          { label: 'Bank', value: bank.bankName },
          { label: 'Account name', value: bank.accountName },
          { label: 'BSB', value: bsbText(bank.bsb) },
          { label: 'Account number', value: bank.accountNumber },
          { label: 'Reference', value: <b>{reference}</b> },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {`The reference is what the money is known by. A transfer takes one or two business days. Questions: ${reach}.`}
      </Text>
    </>
  )
}
