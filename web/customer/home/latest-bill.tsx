import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressOf } from '../../shared/api/client.ts'
import { dayText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { SettlementBadge } from '../../shared/statements/statement-badges.tsx'
import { dayAfter } from '../shared/day-after.ts'
import type { Overview } from '../shared/use-overview.ts'

/** The last bill: what it came to, whether it is paid, and the way to it. */
export function LatestBill({ overview }: { readonly overview: Overview }): ReactNode {
  const { latestStatement: bill, cycle, status } = overview
  if (bill === null) {
    if (status === 'new' || status === 'cancelled') return null
    return (
      <Section title="Your bill">
        <Text>{`Your first one comes on ${dayText(dayAfter(cycle.to))}.`}</Text>
      </Section>
    )
  }
  return (
    <Section
      title="Your last bill"
      actions={
        <Anchor component={AppLink} to="/bills" size="sm">
          All bills
        </Anchor>
      }
    >
      <Stack gap="xs">
        <Group gap="sm">
          <Text fw={600} className="figures">
            {moneyText(bill.total)}
          </Text>
          {bill.status !== null && <SettlementBadge status={bill.status} />}
        </Group>
        <Text size="sm" c="dimmed">
          {`${bill.number}, ${dayText(bill.issuedOn)}`}
          {bill.dueOn !== null && `, due ${dayText(bill.dueOn)}`}
        </Text>
        <Group gap="xs">
          <Button component={AppLink} to={`/bills/${bill.id}`} variant="default">
            Open
          </Button>
          <Button
            component="a"
            href={addressOf('statementPdf', { params: { statementId: bill.id } })}
            target="_blank"
            variant="default"
          >
            PDF
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}
