import { SimpleGrid, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { AllowanceBar } from '../../../shared/allowance/allowance-bar.tsx'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { CyclePayments } from './cycle-payments.tsx'
import { CyclePicker } from './cycle-picker.tsx'
import { CycleStatement } from './cycle-statement.tsx'
import { PlanCharges } from './plan-charges.tsx'
import { SpendChart } from './spend-chart.tsx'
import { Summary } from './summary.tsx'

interface CycleProps {
  readonly status: Answer<'readAccountStatus'>
  readonly overview: Answer<'readAccountOverview'> | undefined
  /** It is of another cycle while the chosen one comes. */
  readonly isStale: boolean
}

/** One billing cycle: what was charged for, used, paid and billed in it. */
export function Cycle({ status, overview, isStale }: CycleProps): ReactNode {
  const { cycle, cycles } = status
  return (
    <Stack gap="lg" style={{ opacity: isStale ? 0.55 : 1 }} aria-busy={isStale}>
      <CyclePicker cycle={cycle} cycles={cycles} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="lg">
        <Section title="Plan and its charges">
          <PlanCharges status={status} />
        </Section>
        <Section title="Payments">
          <CyclePayments payments={status.payments} />
        </Section>
        {status.allowances.length > 0 && (
          <Section title="Allowances">
            <Stack gap="md">
              {withForecast(status, overview).map((allowance) => (
                <AllowanceBar key={`${allowance.plan} ${allowance.name}`} allowance={allowance} until={cycle.to} />
              ))}
            </Stack>
          </Section>
        )}
        <Section title="Statement">
          <CycleStatement status={status} />
        </Section>
      </SimpleGrid>
      <Section title="Spend on calls by day" words="Ex GST">
        <SpendChart cycle={cycle} />
      </Section>
      <Summary status={status} />
    </Stack>
  )
}

/** Of the cycle that runs, where each allowance is heading. */
function withForecast(
  { cycle, allowances }: Answer<'readAccountStatus'>,
  overview: Answer<'readAccountOverview'> | undefined,
): Answer<'readAccountOverview'>['allowances'] | Answer<'readAccountStatus'>['allowances'] {
  if (!cycle.isCurrent || overview === undefined || overview.cycle.from !== cycle.from) return allowances
  return allowances.map(
    (allowance) =>
      overview.allowances.find(({ plan, name }) => plan === allowance.plan && name === allowance.name) ?? allowance,
  )
}
