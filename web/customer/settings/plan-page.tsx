import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { AllowanceBar } from '../../shared/allowance/allowance-bar.tsx'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { plural } from '../../shared/format/counts.ts'
import { dayText, daysText } from '../../shared/format/dates.ts'
import { useTimeZone, When } from '../../shared/format/figures.tsx'
import { moneyText } from '../../shared/format/money.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { RatesTable } from '../../shared/plans/rates-table.tsx'
import { AskUs } from '../shared/ask-us.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'

type AccountPlan = Answer<'readAccountPlan'>
type Current = NonNullable<AccountPlan['current']>

/** The plan: what it costs and brings, how far it is used, and what calls cost. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const query = useRead('readAccountPlan', { params: { accountId } })
  const title = query.data?.current?.name ?? 'Your plan'
  return (
    <PageFrame title={title} width="form" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={query} what="your plan">
        {(plan) =>
          plan.current === null ? (
            <EmptyState
              title="There is no plan"
              words="A plan begins when the service begins, and ends when it is cancelled."
            />
          ) : (
            <PlanHere plan={plan} current={plan.current} />
          )
        }
      </Loaded>
    </PageFrame>
  )
}

function PlanHere({ plan, current }: { readonly plan: AccountPlan; readonly current: Current }): ReactNode {
  const { pending, bundledNumbers } = plan
  const { terms, since } = current
  const timeZone = useTimeZone()
  return (
    <Stack gap="lg">
      {pending !== null && (
        <Text
          fw={500}
        >{`It changes to ${pending.name} on ${dayText(pending.dueOn)}, when your next month begins.`}</Text>
      )}
      <Facts
        facts={[
          { label: 'A month, ex GST', value: moneyText(terms.monthlyPrice) },
          { label: 'Yours since', value: <When at={since} timeZone={timeZone} /> },
          {
            label: 'Numbers in it',
            value: bundledNumbers.included === 0 ? 'None' : `${bundledNumbers.used} of ${bundledNumbers.included} used`,
          },
          { label: 'Calls at once in it', value: plural(terms.includedChannels, 'call') },
          ...(terms.minimumMonthlySpend === null
            ? []
            : [{ label: 'Calls cost at least, a month', value: moneyText(terms.minimumMonthlySpend) }]),
        ]}
      />
      <Use plan={plan} />
      <Prices current={current} />
      <Section title="Another plan">
        <AskUs about="Another plan">
          A dearer plan can begin today, a cheaper one when your next month begins. Ask us what fits you.
        </AskUs>
      </Section>
    </Stack>
  )
}

function Use({ plan: { allowances, cycle } }: { readonly plan: AccountPlan }): ReactNode {
  const { data: overview } = useOverview()
  if (allowances.length === 0) return null
  const forecasts = new Map(overview?.allowances.map((allowance) => [allowance.name, allowance]))
  return (
    <Section title="How far it is used" words={`This month is ${daysText(cycle.from, cycle.to)}.`}>
      <Stack gap="md">
        {allowances.map((allowance) => (
          <AllowanceBar
            key={allowance.name}
            allowance={forecasts.get(allowance.name) ?? allowance}
            until={cycle.to}
            isOwn
          />
        ))}
      </Stack>
    </Section>
  )
}

function Prices({ current: { definition } }: { readonly current: Current }): ReactNode {
  const plan = parseCallingPlan(definition)
  if (!isCallingPlan(plan)) return null
  return (
    <Section title="What calls cost" words="Ex GST, for what is not in the plan, and once what is in it is used up.">
      <RatesTable plan={plan} deck="our price list for the place called" isOwn />
    </Section>
  )
}
