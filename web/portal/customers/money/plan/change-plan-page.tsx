import { Alert, Button, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { nextDay } from '../../../../shared/format/dates.ts'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../../shared/router/use-address.ts'
import { useAccount } from '../../account-context.tsx'
import { offerOf, PlanChoice } from '../../acts/plan-choice.tsx'
import { PlanDifferences } from './plan-differences.tsx'
import type { PlanHere } from './plan-rows.ts'
import { WhatHappens } from './what-happens.tsx'
import { WhatIf } from './what-if.tsx'
import classes from './change-plan-page.module.css'

type AccountPlan = Answer<'readAccountPlan'>

/** Another calling plan for a customer: chosen, compared, tried on last month's calls, and only then taken. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const query = useRead('readAccountPlan', { params: { accountId: account.id } })
  const back = `/customers/${account.id}/calling-plan`
  const canChange = useMay()('account-plans.write') && account.status === 'active'
  return (
    <PageFrame title="Change plan" crumbs={[{ label: 'Calling plan', to: back }]}>
      <Loaded query={query} what="the calling plan">
        {(plan) =>
          plan.current === null || !canChange ? (
            <EmptyState
              title="The plan cannot be changed now"
              words="A calling plan is changed while the account is active; a New account takes one when it is activated."
              action={
                <Button component={AppLink} to={back} variant="default">
                  Back to the calling plan
                </Button>
              }
            />
          ) : (
            <ChangeHere plan={plan} current={plan.current} back={back} />
          )
        }
      </Loaded>
    </PageFrame>
  )
}

interface ChangeHereProps {
  readonly plan: AccountPlan
  readonly current: NonNullable<AccountPlan['current']>
  readonly back: string
}

function ChangeHere({ plan, current, back }: ChangeHereProps): ReactNode {
  const plans = useRead('listCallingPlans', { query: { status: 'active', limit: 200 } })
  const [{ planId }, change] = useQueryState()
  return (
    <Loaded query={plans} what="the calling plans">
      {({ items }) => (
        <div className={classes['layout']}>
          <div className={classes['choice']}>
            <Text size="sm" mb="sm">
              On <b>{current.name}</b> now.
            </Text>
            <PlanChoice
              plans={items.flatMap(offerOf).filter(({ id }) => id !== current.planId)}
              value={planId}
              onChange={(id) => change({ planId: id }, { replace: true })}
            />
          </div>
          {planId === undefined ? (
            <EmptyState
              title="Choose a plan"
              words="What changes, what last month would have cost on it, and what is charged now stand here before anything happens."
            />
          ) : (
            <Considered key={planId} planId={planId} plan={plan} current={current} back={back} />
          )}
        </div>
      )}
    </Loaded>
  )
}

function Considered({ planId, plan, current, back }: ChangeHereProps & { readonly planId: string }): ReactNode {
  const navigate = useNavigate()
  const chosen = useRead('readCallingPlan', { params: { planId } })
  const leave = (): void => void navigate({ to: back })
  return (
    <Loaded query={chosen} what="the plan">
      {({ name, versions }) => {
        const inForce = versions.find(({ isInForce }) => isInForce)
        const before = hereOf(current)
        const after = inForce === undefined ? undefined : hereOf({ terms: inForce, definition: inForce.definition })
        return (
          <Stack gap="lg">
            {plan.pending !== null && plan.pending.planId !== planId && (
              <Alert color="blue" variant="light">
                {`A change to ${plan.pending.name} waits for the anniversary; this one takes its place.`}
              </Alert>
            )}
            {before !== undefined && after !== undefined && <PlanDifferences before={before} after={after} />}
            <WhatIf planId={planId} planName={name} />
            <WhatHappens planId={planId} anniversary={nextDay(plan.cycle.to)} onDone={leave} onCancel={leave} />
          </Stack>
        )
      }}
    </Loaded>
  )
}

interface Written {
  readonly terms: PlanHere['terms']
  readonly definition: Readonly<Record<string, unknown>>
}

function hereOf({ terms, definition }: Written): PlanHere | undefined {
  const plan = parseCallingPlan(definition)
  return isCallingPlan(plan) ? { terms, plan } : undefined
}
