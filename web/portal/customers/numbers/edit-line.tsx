import { NativeSelect, NumberInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { LINE_TYPES } from '#domain/numbers/line-type.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { LINE_TYPE_WORDS } from '../../../shared/numbers/number-words.ts'
import { NumberPlanSelect, useNumberPlans } from '../../shared/number-plan-select.tsx'
import { useAccount } from '../account-context.tsx'
import { lineTypesFor } from './line-types.ts'
import type { Line } from './line-acts.ts'

interface LineForm extends Record<string, unknown> {
  readonly lineType: string
  /** '' for the account's channels only. */
  readonly callLimit: string
  readonly numberPlanId: string
}

/** Line type, call limit and number plan of a number. */
export function EditLine({ line, onDone }: { readonly line: Line; readonly onDone: () => void }): ReactNode {
  const { account } = useAccount()
  const offered = useNumberPlans(
    line.block === null ? 'number' : 'block',
    line.kind === 'other' ? undefined : [line.kind],
  )
  const own = { ...line.numberPlan, monthlyPrice: line.monthlyCharge }
  const plans = offered.some(({ id }) => id === own.id) ? offered : [own, ...offered]
  const { form, ...frame } = useApiForm<'changeAccountNumber', LineForm>('changeAccountNumber', {
    initial: {
      lineType: line.lineType,
      callLimit: line.callLimit === null ? '' : String(line.callLimit),
      numberPlanId: line.numberPlan.id,
    },
    schema: accountNumbersEndpoints.changeAccountNumber.body,
    toBody: ({ lineType, callLimit, numberPlanId }) => ({
      lineType,
      callLimit: callLimit === '' ? null : Number(callLimit),
      numberPlanId,
    }),
    toAsk: (body) => ({
      params: { accountId: account.id, number: line.number },
      body,
      ifVersion: line.version,
    }),
    done: `${phoneText(line.number)} is changed`,
    onDone,
  })
  const types = line.kind === 'other' ? LINE_TYPES : lineTypesFor([line.kind])
  return (
    <FormFrame action="Save line" {...frame} onCancel={onDone}>
      <NativeSelect
        label="Line type"
        data={types.map((type) => ({ value: type, label: LINE_TYPE_WORDS[type] }))}
        {...form.getInputProps('lineType')}
        key={form.key('lineType')}
      />
      <NumberInput
        label="Call limit"
        description="Calls at once on this line; empty: as many as the account has channels"
        min={1}
        max={10_000}
        allowDecimal={false}
        allowNegative={false}
        {...form.getInputProps('callLimit')}
        onChange={(value) => form.setFieldValue('callLimit', String(value))}
      />
      <NumberPlanSelect
        plans={plans}
        description="Another plan is charged from the next bill anniversary on"
        {...form.getInputProps('numberPlanId')}
        key={form.key('numberPlanId')}
      />
    </FormFrame>
  )
}
