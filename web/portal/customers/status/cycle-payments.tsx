import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { plural } from '../../../shared/format/counts.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { isMethodName, METHOD_WORDS, paidByText } from '../../../shared/statements/statement-words.ts'
import { Sum } from '../../../shared/format/sum.tsx'
import { useAccount } from '../account-context.tsx'
import { AccountLink } from '../account/account-link.tsx'

type Payments = Answer<'readAccountStatus'>['payments']

/** What was paid in a cycle. */
export function CyclePayments({ payments }: { readonly payments: Payments }): ReactNode {
  const { items, count, total } = payments
  const { timeZone } = useAccount()
  if (count === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was paid in this cycle.
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      <Sum
        label="Payments"
        lines={items.map(({ id, method, reference, receivedAt, amount }) => ({
          key: id,
          label:
            reference === '' || isMethodName(reference)
              ? paidByText({ method, reference })
              : `${METHOD_WORDS[method]} ${reference}`,
          aside: <When at={receivedAt} timeZone={timeZone} />,
          value: <Money value={amount} />,
        }))}
        total={{ label: `${plural(count, 'payment')} in all, inc. GST`, value: <Money value={total} /> }}
      />
      {items.length < count && (
        <Text size="sm">
          <AccountLink path="statements">{`All ${plural(count, 'payment')}`}</AccountLink>
        </Text>
      )}
    </Stack>
  )
}
