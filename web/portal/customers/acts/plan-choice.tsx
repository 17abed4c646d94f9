import { Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { plural } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'
import classes from './plan-choice.module.css'

type Plan = Answer<'readCallingPlan'>

/** A calling plan that can be taken now. */
export interface PlanOnOffer {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: NonNullable<Plan['type']>
  readonly terms: NonNullable<Plan['inForce']>
}

/** A plan as one that is on offer; empty where customers cannot be put on it now. */
export function offerOf(plan: {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: PlanOnOffer['type'] | null
  readonly use: string
  readonly inForce: PlanOnOffer['terms'] | null
}): readonly PlanOnOffer[] {
  const { id, name, description, type, use, inForce } = plan
  return use === 'retail' && inForce !== null && type !== null ? [{ id, name, description, type, terms: inForce }] : []
}

interface PlanChoiceProps {
  readonly plans: readonly PlanOnOffer[]
  readonly value: string | undefined
  readonly onChange: (planId: string) => void
}

/** So many are seen at once; more are searched. */
const FEW = 8

/** Calling plans to choose one from, each with what it costs and brings. */
export function PlanChoice({ plans, value, onChange }: PlanChoiceProps): ReactNode {
  const [search, setSearch] = useState('')
  const words = search.trim().toLowerCase()
  const shown = plans.filter(({ name }) => name.toLowerCase().includes(words))
  return (
    <Stack gap="xs">
      {plans.length > FEW && (
        <TextInput
          type="search"
          aria-label="Search the plans"
          placeholder="Name of a plan"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <Radio.Group label="Calling plan" value={value ?? null} onChange={onChange}>
        <div className={classes['plans']}>
          {shown.map((plan) => (
            <Radio.Card key={plan.id} value={plan.id} className={classes['plan']} radius={0}>
              <Group wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator mt={2} />
                <div className={classes['words']}>
                  <Text fw={500}>{plan.name}</Text>
                  <Text size="sm" c="dimmed">
                    {inclusionsOf(plan)}
                  </Text>
                </div>
                <div className={classes['price']}>
                  <Text fw={500} className="figures">
                    {moneyText(plan.terms.monthlyPrice)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    a month ex GST
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed" p="sm">
              No plan has this in its name.
            </Text>
          )}
        </div>
      </Radio.Group>
    </Stack>
  )
}

/** `Bundle · 20 numbers · 15 channels · set-up $80.00`. */
function inclusionsOf({ type, terms }: PlanOnOffer): string {
  const { includedNumbers, includedChannels, setupFee, minimumMonthlySpend } = terms
  return [
    type === 'bundle' ? 'Bundle' : 'Pay as you go',
    ...(includedNumbers === 0 ? [] : [plural(includedNumbers, 'number')]),
    ...(includedChannels === 0 ? [] : [plural(includedChannels, 'channel')]),
    ...(minimumMonthlySpend === null ? [] : [`calls at least ${moneyText(minimumMonthlySpend)} a month`]),
    ...(Number(setupFee) === 0 ? [] : [`set-up ${moneyText(setupFee)}`]),
  ].join(' · ')
}
