import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { numberPlansEndpoints } from '#contract/number-plans.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { startOf, StartField } from '../../../shared/form/start-field.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { amountOf } from '../../../shared/format/money.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { NumberPlanFields, type NumberPlanForm } from './number-plan-fields.tsx'

type Plan = Answer<'readNumberPlan'>

export function Page(): ReactNode {
  const numberPlanId = useParam('numberPlanId')
  const query = useRead('readNumberPlan', { params: { numberPlanId } })
  return (
    <Loaded query={query} what="the number plan">
      {(plan) => <Edit plan={plan} />}
    </Loaded>
  )
}

function Edit({ plan }: { readonly plan: Plan }): ReactNode {
  const navigate = useNavigate()
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const close = (): void => void navigate({ to: `/plans/numbers/${plan.id}` })
  const { form, ...frame } = useApiForm<'changeNumberPlan', NumberPlanForm>('changeNumberPlan', {
    initial: {
      name: plan.name,
      description: plan.description,
      monthlyPrice: plan.monthlyPrice,
      unit: plan.unit,
      isBundled: plan.isBundled,
      destination: plan.destination ?? '',
      effectiveFrom: null,
    },
    schema: numberPlansEndpoints.changeNumberPlan.body,
    toBody: ({ name, description, destination, monthlyPrice, effectiveFrom }) => ({
      name,
      description,
      destination: destination === '' ? null : destination,
      ...(isOther(plan, monthlyPrice) && {
        monthlyPrice: monthlyPrice.trim(),
        effectiveFrom: startOf(effectiveFrom, timeZone),
      }),
    }),
    toAsk: (body) => ({ params: { numberPlanId: plan.id }, body, ifVersion: plan.version }),
    done: ({ name }) => `${name} is saved`,
    onDone: close,
  })
  return (
    <PageFrame
      title="Edit number plan"
      crumbs={[
        { label: 'Number plans', to: '/plans/numbers' },
        { label: plan.name, to: `/plans/numbers/${plan.id}` },
      ]}
      width="form"
    >
      <FormFrame action="Save number plan" {...frame} onCancel={close}>
        <NumberPlanFields form={form} />
        {!plan.isBundled && (
          <MoneyInput
            label="Price, ex GST"
            description="A new price is each customer’s from their first anniversary in its time on"
            per="a month"
            required
            maw={240}
            {...form.getInputProps('monthlyPrice')}
            key={form.key('monthlyPrice')}
          />
        )}
        {isOther(plan, form.values.monthlyPrice) && (
          <StartField
            label="The new price holds"
            value={form.values.effectiveFrom}
            onChange={(day) => form.setFieldValue('effectiveFrom', day)}
            error={form.errors['effectiveFrom']}
            timeZone={timeZone}
            firstDay={today}
          />
        )}
      </FormFrame>
    </PageFrame>
  )
}

/** Whether a price is typed that is not the plan's. */
function isOther(plan: Plan, typed: string): boolean {
  return (
    typed.trim() !== plan.monthlyPrice &&
    (typed.trim() === '' || amountOf(typed.trim()) !== amountOf(plan.monthlyPrice))
  )
}
