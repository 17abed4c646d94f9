import { Checkbox, Group, Radio } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { numberPlansEndpoints } from '#contract/number-plans.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NumberPlanFields, type NumberPlanForm } from './number-plan-fields.tsx'

const INITIAL: NumberPlanForm = {
  name: '',
  description: '',
  monthlyPrice: '',
  unit: 'number',
  isBundled: false,
  destination: '',
  effectiveFrom: null,
}

export function Page(): ReactNode {
  const navigate = useNavigate()
  const { form, ...frame } = useApiForm<'createNumberPlan', NumberPlanForm>('createNumberPlan', {
    initial: INITIAL,
    schema: numberPlansEndpoints.createNumberPlan.body,
    toBody: ({ name, description, monthlyPrice, unit, isBundled, destination }) => ({
      name,
      description,
      monthlyPrice: isBundled ? '0.00' : monthlyPrice.trim(),
      unit: isBundled ? 'number' : unit,
      isBundled,
      destination: destination === '' ? null : destination,
    }),
    toAsk: (body) => ({ body }),
    done: ({ name }) => `${name} can be used`,
    onDone: ({ id }) => void navigate({ to: `/plans/numbers/${id}` }),
  })
  const { isBundled } = form.values
  return (
    <PageFrame title="New number plan" crumbs={[{ label: 'Number plans', to: '/plans/numbers' }]} width="form">
      <FormFrame action="Create number plan" {...frame} onCancel={() => void navigate({ to: '/plans/numbers' })}>
        <NumberPlanFields form={form} />
        <Checkbox
          label="For the numbers a bundle includes"
          description="They count towards what the calling plan includes, and cost nothing of their own."
          {...form.getInputProps('isBundled', { type: 'checkbox' })}
          key={form.key('isBundled')}
        />
        {!isBundled && (
          <>
            <Radio.Group label="It prices" {...form.getInputProps('unit')} key={form.key('unit')}>
              <Group gap="lg" mt={6}>
                <Radio value="number" label="One number" />
                <Radio value="block" label="A block of 100" />
              </Group>
            </Radio.Group>
            <MoneyInput
              label="Price, ex GST"
              per="a month"
              required
              maw={240}
              {...form.getInputProps('monthlyPrice')}
              key={form.key('monthlyPrice')}
            />
          </>
        )}
      </FormFrame>
    </PageFrame>
  )
}
