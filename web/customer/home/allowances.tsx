import { Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { AllowanceBar } from '../../shared/allowance/allowance-bar.tsx'
import { dayText, daysText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Overview } from '../shared/use-overview.ts'

/** The plan, and how much of what it brings is left. */
export function Allowances({ overview }: { readonly overview: Overview }): ReactNode {
  const { plan, pendingPlan, allowances, cycle } = overview
  const may = useMay()
  if (plan === null) return null
  return (
    <Section
      title={plan.name}
      words={`${moneyText(plan.monthlyPrice)} a month ex GST · this month is ${daysText(cycle.from, cycle.to)}`}
      actions={
        may('account-plans.read') && (
          <Anchor component={AppLink} to="/plan" size="sm">
            What is in it
          </Anchor>
        )
      }
    >
      <Stack gap="md">
        {allowances.map((allowance) => (
          <AllowanceBar key={`${allowance.plan} ${allowance.name}`} allowance={allowance} until={cycle.to} isOwn />
        ))}
        {allowances.length === 0 && <Text c="dimmed">You pay for each call; nothing is included.</Text>}
        {pendingPlan !== null && (
          <Text size="sm">{`Your plan changes to ${pendingPlan.name} on ${dayText(pendingPlan.dueOn)}.`}</Text>
        )}
      </Stack>
    </Section>
  )
}
