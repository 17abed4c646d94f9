import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { When } from '../../../shared/format/figures.tsx'
import { moneyText, sumOf } from '../../../shared/format/money.ts'
import { Sum } from '../../../shared/format/sum.tsx'
import { useAccount } from '../account-context.tsx'
import { AccountLink } from '../account/account-link.tsx'

interface PlanChargesProps {
  readonly status: Pick<Answer<'readAccountStatus'>, 'plans' | 'planCharges' | 'pendingPlan'>
}

/** The plans in force in a cycle, and what was charged for them. */
export function PlanCharges({ status }: PlanChargesProps): ReactNode {
  const { plans, planCharges, pendingPlan } = status
  const { timeZone } = useAccount()
  return (
    <Stack gap="sm">
      {plans.length === 0 && (
        <Text size="sm" c="dimmed">
          No plan was in force in this cycle.
        </Text>
      )}
      {plans.map((plan) => (
        <div key={`${plan.id} ${plan.since}`}>
          <AccountLink path="calling-plan">{plan.name}</AccountLink>
          <Text size="sm" c="dimmed">
            {`${plan.type === 'bundle' ? 'Bundle' : 'Pay as you go'}, ${moneyText(plan.monthlyPrice)} a month ex GST`}
            {plan.minimumMonthlySpend !== null && `, calls at least ${moneyText(plan.minimumMonthlySpend)} a month`}
            {' · since '}
            <When at={plan.since} timeZone={timeZone} />
            {plan.until !== null && (
              <>
                {' until '}
                <When at={plan.until} timeZone={timeZone} />
              </>
            )}
          </Text>
        </div>
      ))}
      {pendingPlan !== null && (
        <Text size="sm">{`Changes to ${pendingPlan.name} on ${dayText(pendingPlan.dueOn)}.`}</Text>
      )}
      {planCharges.length > 0 && (
        <Sum
          label="Charges of the plan"
          lines={planCharges.map(({ id, description, chargedAt, charge }) => ({
            key: id,
            label: description,
            aside: <When at={chargedAt} timeZone={timeZone} />,
            value: moneyText(charge),
          }))}
          total={{ label: 'In all, ex GST', value: moneyText(sumOf(planCharges.map(({ charge }) => charge))) }}
        />
      )}
    </Stack>
  )
}
