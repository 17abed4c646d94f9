import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { balanceText } from '../shared/balance-text.ts'
import type { Overview } from '../shared/use-overview.ts'

/** How much there is to pay, or what credit there is, above what one does about it. */
export function BalanceHead({ overview }: { readonly overview: Overview }): ReactNode {
  const { label, headline, rest, isUrgent } = balanceText(overview)
  return (
    <section aria-label="Balance">
      <Text c="dimmed">{label}</Text>
      <p className="headline" style={{ margin: 0, ...(isUrgent && { color: 'var(--negative)' }) }}>
        {headline}
      </p>
      {rest !== undefined && <Text>{rest}</Text>}
    </section>
  )
}
