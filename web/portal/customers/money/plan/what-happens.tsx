import { Alert, Anchor, Button, Group, List, Radio, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ApiProblem, detailOf } from '../../../../shared/api/api-problem.ts'
import { useChange } from '../../../../shared/api/hooks.ts'
import { dayText } from '../../../../shared/format/dates.ts'
import { amountOf, moneyText, negated, priceText, sumOf } from '../../../../shared/format/money.ts'
import { plural } from '../../../../shared/format/counts.ts'
import { Section } from '../../../../shared/layout/section.tsx'
import { Sum } from '../../../../shared/format/sum.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useAccount } from '../../account-context.tsx'
import { usePlanChange, type Change, type When } from './use-plan-change.ts'

interface WhatHappensProps {
  readonly planId: string
  /** The first day of the next billing cycle. */
  readonly anniversary: string
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** When a change of plan is made, what the server says it will do, and the button. */
export function WhatHappens({ planId, anniversary, onDone, onCancel }: WhatHappensProps): ReactNode {
  const { account } = useAccount()
  const [chosen, setChosen] = useState<When>()
  const now = usePlanChange(account.id, planId, 'now')
  const later = usePlanChange(account.id, planId, 'anniversary')
  const when = chosen ?? (now.isSuccess ? 'now' : 'anniversary')
  const shown = when === 'now' ? now : later
  const change = useChange('changeAccountPlan', {
    silent: true,
    done: (made) => doneText(made, account.name),
    onDone,
  })
  return (
    <Section title="What will happen">
      <Stack gap="md" maw={640}>
        {!(now.isError && later.isError) && (
          <Radio.Group label="When" value={when} onChange={(value) => setChosen(value)}>
            <Stack gap={6} mt={4}>
              <Radio value="now" label="Now" disabled={!now.isSuccess} description={nowText(now)} />
              <Radio
                value="anniversary"
                label={`At the bill anniversary, ${dayText(anniversary)}`}
                description="Nothing is charged for the change, and until then it can be withdrawn."
              />
            </Stack>
          </Radio.Group>
        )}
        <Outcome change={shown} />
        {change.error !== null && (
          <Alert color="red" role="alert" title="Nothing was changed">
            {detailOf(change.error)}
          </Alert>
        )}
        <Group gap="sm">
          <Button
            disabled={!shown.isSuccess}
            loading={change.isPending}
            onClick={() => change.mutate({ params: { accountId: account.id }, body: { planId, when } })}
          >
            {when === 'now' ? 'Change plan now' : 'Schedule the change'}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Keep the present plan
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

function doneText({ when, planName, effectiveOn }: Change, name: string): string {
  return when === 'now' ? `${name} is on ${planName}` : `${name} changes to ${planName} on ${dayText(effectiveOn)}`
}

/** Why it cannot be made now, where it cannot. */
function nowText({ error }: UseQueryResult<Change>): string {
  if (error === null)
    return 'The difference is charged for the days left in this cycle, and its allowances are for those days.'
  const isNoUpgrade = error instanceof ApiProblem && error.code === 'conflict' && isAbout(error, 'when')
  return isNoUpgrade ? 'Only a plan that costs more can be taken now: nothing is refunded.' : detailOf(error)
}

function isAbout({ faults }: ApiProblem, field: string): boolean {
  return faults.some((fault) => fault.field === field)
}

function Outcome({ change }: { readonly change: UseQueryResult<Change> }): ReactNode {
  const { account } = useAccount()
  if (change.isError) {
    return (
      <Alert color="yellow" variant="light" title="The plan cannot be taken">
        {detailOf(change.error)}
        {change.error instanceof ApiProblem && change.error.code === 'bundle_full' && (
          <Text size="sm" mt="xs">
            <Anchor component={AppLink} to={`/customers/${account.id}/numbers`} size="sm" underline="always">
              Numbers of {account.name}
            </Anchor>
          </Text>
        )}
      </Alert>
    )
  }
  if (change.data === undefined) return <Skeleton h={96} aria-label="Reckoning what will happen" />
  return change.data.when === 'now' ? <Now change={change.data} /> : <Later change={change.data} />
}

function Now({ change }: { readonly change: Change }): ReactNode {
  const { account } = useAccount()
  const { planName, charge, gst, monthlyPrice, allowances } = change
  const total = sumOf([charge, gst])
  const after = sumOf([account.balance, negated(total)])
  const isShort = account.paymentMode === 'prepaid' && amountOf(after) < 0n
  return (
    <Stack gap="sm">
      <Sum
        label="Charged now"
        lines={[
          { label: `${planName}, the difference for the days left`, value: moneyText(charge) },
          { label: 'GST', value: moneyText(gst) },
        ]}
        total={{ label: 'Charged now, inc. GST', value: moneyText(total) }}
      />
      <List size="sm" spacing={4}>
        <List.Item>{`The balance goes from ${moneyText(account.balance)} to ${moneyText(after)}.`}</List.Item>
        {allowances.length > 0 && (
          <List.Item>{`For the rest of this cycle it brings ${broughtText(allowances)}.`}</List.Item>
        )}
        <List.Item>{`What was used of the present plan stays with it.`}</List.Item>
        <List.Item>{`From the next cycle on it is ${priceText(monthlyPrice)} a month, ex GST.`}</List.Item>
      </List>
      {isShort && (
        <Text size="sm" c="var(--warning)">
          The credit does not cover that. Record a payment first, or wait for the anniversary.
        </Text>
      )}
    </Stack>
  )
}

function Later({
  change: { planName, effectiveOn, monthlyPrice, allowances },
}: {
  readonly change: Change
}): ReactNode {
  return (
    <List size="sm" spacing={4}>
      <List.Item>{`Until ${dayText(effectiveOn)} everything stays as it is.`}</List.Item>
      <List.Item>{`That day it is on ${planName}: ${priceText(monthlyPrice)} a month, ex GST, charged with the bill of that day.`}</List.Item>
      {allowances.length > 0 && <List.Item>{`Each month brings ${broughtText(allowances)}.`}</List.Item>}
    </List>
  )
}

/** `130 minutes (500 mobile minutes)` … what each allowance comes to, by its name. */
function broughtText(allowances: Change['allowances']): string {
  return allowances.map((allowance) => `${quantityText(allowance)} of “${allowance.name}”`).join(', ')
}

function quantityText(allowance: Change['allowances'][number]): string {
  if (allowance.unit === 'money') return moneyText(allowance.quantity)
  if (allowance.unit === 'calls') return plural(allowance.quantity, 'call')
  return plural(Math.floor(allowance.quantity / 60), 'minute')
}
