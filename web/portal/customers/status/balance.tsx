import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { balanceWords } from '../account/balance-words.ts'
import { AccountLink } from '../account/account-link.tsx'

interface BalanceProps {
  readonly account: Pick<Answer<'readAccountStatus'>, 'balance' | 'account'>
  /** What is due of it, once known. */
  readonly balance: Answer<'readAccountOverview'>['balance'] | undefined
}

/** The balance, large: `$457.77 prepaid credit`, `$84.20 owing, due 12 Dec 2026`. */
export function Balance({ account, balance }: BalanceProps): ReactNode {
  const isOwing = amountOf(account.balance) < 0n
  const hasOverdue = balance !== undefined && amountOf(balance.overdue) > 0n
  const dueOn = isOwing ? (balance?.dueOn ?? null) : null
  return (
    <section aria-label="Balance">
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          Balance
        </Text>
        <Text fz={28} fw={600} lh="36px" className="figures" c={isOwing ? 'var(--negative)' : undefined}>
          {moneyText(account.balance.replace('-', ''))}
        </Text>
        <Text size="sm">
          {balanceWords(account.balance, account.account.paymentMode)}
          {dueOn !== null && `, due ${dayText(dueOn)}`}
        </Text>
        {hasOverdue && (
          <Text size="sm" c="var(--negative)">
            {`${moneyText(balance.overdue)} of it is overdue.`}
          </Text>
        )}
        <Text size="sm">
          <AccountLink path="statements">Statements and payments</AccountLink>
        </Text>
      </Stack>
    </section>
  )
}
