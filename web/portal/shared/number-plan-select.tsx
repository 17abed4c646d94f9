import { Select, type SelectProps } from '@mantine/core'
import type { ReactNode } from 'react'
import type { NumberKind } from '#domain/numbers/describe-number.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Item } from '../../shared/api/wire-types.ts'
import { moneyText } from '../../shared/format/money.ts'

type NumberPlan = Item<'listNumberPlans'>

/** As many as the API gives at once; a reseller has a handful. */
const MOST = 200

/**
 * The number plans that price such numbers: those meant for one of these kinds, and those meant for any.
 *
 * @param kinds left out: whatever they are meant for.
 */
export function useNumberPlans(unit: NumberPlan['unit'], kinds?: readonly NumberKind[]): readonly NumberPlan[] {
  const { data } = useRead('listNumberPlans', { query: { status: 'active', limit: MOST } })
  return (data?.items ?? []).filter(
    (plan) => plan.unit === unit && (kinds === undefined || isMeantFor(plan.destination, kinds)),
  )
}

function isMeantFor(destination: NumberPlan['destination'], kinds: readonly NumberKind[]): boolean {
  if (destination === null) return true
  return kinds.some((kind) => destination.split('/').includes(kind))
}

/** The plan usual among these: the one meant for such numbers, else the one every reseller has with a price. */
export function usualPlan(plans: readonly NumberPlan[]): NumberPlan | undefined {
  return (
    plans.find(({ destination }) => destination !== null) ??
    plans.find(({ isDefault, isBundled }) => isDefault && !isBundled) ??
    plans[0]
  )
}

interface NumberPlanSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  readonly plans: readonly Pick<NumberPlan, 'id' | 'name' | 'monthlyPrice' | 'isBundled'>[]
  /** The plan's id; '' for none. */
  readonly value?: string
  readonly onChange?: (numberPlanId: string) => void
}

/** What a number costs a month. */
export function NumberPlanSelect({ plans, value = '', onChange, ...rest }: NumberPlanSelectProps): ReactNode {
  return (
    <Select
      label="Number plan"
      placeholder="Choose a plan"
      searchable
      allowDeselect={false}
      {...rest}
      data={plans.map(({ id, name, monthlyPrice, isBundled }) => ({
        value: id,
        label: isBundled ? `${name}, in the plan’s price` : `${name}, ${moneyText(monthlyPrice)} a month`,
      }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange?.(id ?? '')}
    />
  )
}
