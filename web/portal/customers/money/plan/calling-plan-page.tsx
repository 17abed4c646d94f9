import { Alert, Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { useMay } from '../../../../shared/access/session.ts'
import { AllowanceBar } from '../../../../shared/allowance/allowance-bar.tsx'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { withGst } from '../../../../shared/form/gst-amount-input.tsx'
import { countText } from '../../../../shared/format/counts.ts'
import { dayText } from '../../../../shared/format/dates.ts'
import { When } from '../../../../shared/format/figures.tsx'
import { amountOf, moneyText, priceText } from '../../../../shared/format/money.ts'
import { Facts } from '../../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { planTypeText } from '../../../plans/calling/plan-badges.tsx'
import { RatesTable } from '../../../../shared/plans/rates-table.tsx'
import { useAccount } from '../../account-context.tsx'
import { useActs } from '../../acts/acts.ts'
import { PendingChange } from './pending-change.tsx'
import { PlanHistory } from './plan-history.tsx'

type AccountPlan = Answer<'readAccountPlan'>
type Current = NonNullable<AccountPlan['current']>

/** The plan a customer is on: what it charges, how far it is used, and what calls cost. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const query = useRead('readAccountPlan', { params: { accountId: account.id } })
  const canChange = may('account-plans.write') && account.status === 'active'
  return (
    <PageFrame
      title="Calling plan"
      actions={
        canChange && (
          <Button component={AppLink} to={`/customers/${account.id}/calling-plan/change`}>
            Change plan
          </Button>
        )
      }
    >
      <Loaded query={query} what="the calling plan">
        {(plan) =>
          plan.current === null ? (
            <NoPlan />
          ) : (
            <Stack gap="lg">
              {plan.pending !== null && <PendingChange pending={plan.pending} />}
              <PlanFacts plan={plan} current={plan.current} />
              <Allowances plan={plan} />
              <Rates current={plan.current} />
              <PlanHistory />
            </Stack>
          )
        }
      </Loaded>
    </PageFrame>
  )
}

/** Before a New account is activated there is no plan; activation takes one. */
function NoPlan(): ReactNode {
  const { account } = useAccount()
  const { acts, open } = useActs(account)
  if (account.status !== 'new') {
    return <EmptyState title="No calling plan" words="The account was closed before it was on one." />
  }
  return (
    <EmptyState
      title="No calling plan yet"
      words="A New account is not billed and has no plan. Activating it takes one: billing begins that day, and its first month is charged."
      action={
        acts.some(({ key }) => key === 'activate') && <Button onClick={() => open('activate')}>Activate account</Button>
      }
    />
  )
}

interface PlanFactsProps {
  readonly plan: AccountPlan
  readonly current: Current
}

function PlanFacts({ plan: { bundledNumbers, cycle }, current }: PlanFactsProps): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const { name, type, since, terms } = current
  const isOver = account.status === 'cancelled'
  const minimum = terms.minimumMonthlySpend
  return (
    <Stack gap="md">
      <div>
        <Group gap="sm" align="baseline">
          <Text className="headline">
            {may('plans.read') ? (
              <Anchor component={AppLink} to={`/plans/${current.planId}`} inherit c="inherit">
                {name}
              </Anchor>
            ) : (
              name
            )}
          </Text>
          <Text c="dimmed">{planTypeText(type)}</Text>
        </Group>
        <Text size="sm" c="dimmed">
          On it since <When at={since} timeZone={timeZone} />
          {isOver ? ' until it was cancelled' : ''}, version {terms.version} of the plan.
        </Text>
      </div>
      <Facts
        facts={[
          {
            label: 'A month, ex GST',
            value: `${priceText(terms.monthlyPrice)} (${moneyText(withGst(terms.monthlyPrice))} inc. GST)`,
          },
          ...(isOver ? [] : [{ label: 'This cycle ends on', value: dayText(cycle.to) }]),
          {
            label: 'Bundled numbers',
            value:
              bundledNumbers.included === 0
                ? 'none included'
                : `${countText(bundledNumbers.used)} of ${countText(bundledNumbers.included)} used`,
          },
          {
            label: 'Channels',
            value: `${countText(terms.includedChannels)} included, each further ${priceText(terms.extraChannelPrice)} a month`,
          },
          ...(minimum === null || amountOf(minimum) === 0n
            ? []
            : [{ label: 'Calls cost at least', value: `${priceText(minimum)} a month, ex GST` }]),
        ]}
      />
    </Stack>
  )
}

/** What the plan includes in this cycle, and where its use is heading. */
function Allowances({ plan: { allowances, cycle } }: { readonly plan: AccountPlan }): ReactNode {
  const { account } = useAccount()
  const overview = useRead(
    'readAccountOverview',
    { params: { accountId: account.id } },
    { enabled: allowances.length > 0 },
  )
  if (account.status === 'cancelled' || allowances.length === 0) return null
  return (
    <Section title="Included in this cycle" words={`What is not used by ${dayText(cycle.to)} ends with the cycle.`}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
        {allowances.map((allowance) => {
          const heading = overview.data?.allowances.find(({ name }) => name === allowance.name)
          return <AllowanceBar key={allowance.name} allowance={{ ...heading, ...allowance }} until={cycle.to} />
        })}
      </SimpleGrid>
    </Section>
  )
}

function Rates({ current }: { readonly current: Current }): ReactNode {
  const plan = parseCallingPlan(current.definition)
  if (!isCallingPlan(plan)) return <Alert color="red">The terms of this plan cannot be read any more.</Alert>
  return (
    <Section title="What calls cost" words="Ex GST, beyond what is included.">
      <RatesTable plan={plan} deck="the rate deck" />
    </Section>
  )
}
