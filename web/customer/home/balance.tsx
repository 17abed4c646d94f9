import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Overview } from '../shared/use-overview.ts'
import { balanceText } from '../shared/balance-text.ts'

/** What is to be paid, or what credit there is, in words. */
export function Balance({ overview }: { readonly overview: Overview }): ReactNode {
  const { label, headline, rest, isUrgent } = balanceText(overview)
  const isPrepaid = overview.paymentMode === 'prepaid'
  return (
    <section aria-label="Balance">
      <Stack gap={4}>
        <Text c="dimmed">{label}</Text>
        <p className="headline" style={{ margin: 0, ...(isUrgent && { color: 'var(--negative)' }) }}>
          {headline}
        </p>
        {rest !== undefined && <Text>{rest}</Text>}
        {overview.status !== 'cancelled' && (
          <Group mt="xs">
            <Button component={AppLink} to="/pay" size="md" variant={isUrgent || isPrepaid ? 'filled' : 'default'}>
              {isPrepaid ? 'Add credit' : 'Pay'}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}
