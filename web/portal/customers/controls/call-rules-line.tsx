import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { plural } from '../../../shared/format/counts.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AccountLink } from '../account/account-link.tsx'
import { useAccount } from '../account-context.tsx'

/** How the rules stand that refuse single calls, in a line, and the way to them. */
export function CallRulesLine(): ReactNode {
  const { account } = useAccount()
  const { data } = useRead('readCallRules', { params: { accountId: account.id } })
  const rules = data?.rules ?? []
  const armed = rules.filter(({ state }) => state === 'armed').length
  const released = rules.filter(({ state }) => state === 'released').length
  const refused = rules.reduce((sum, rule) => sum + rule.refused, 0)
  return (
    <Group gap="xs" mih={24} role="group" aria-label="Call rules">
      <Text size="sm">
        <AccountLink path="call-rules">Call rules</AccountLink>
      </Text>
      {data !== undefined && (
        <Text size="sm" c="dimmed" className="figures">
          {`${armed} of ${rules.length} hold${refused === 0 ? '; none refused a call in the last 24 hours' : ''}`}
        </Text>
      )}
      {released > 0 && <StatusBadge tone="watch">{`${released} released`}</StatusBadge>}
      {refused > 0 && <StatusBadge tone="bad">{`${plural(refused, 'call')} refused in 24 hours`}</StatusBadge>}
    </Group>
  )
}
