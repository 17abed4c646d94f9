import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { NUMBER_DESTINATIONS } from '#domain/plans/number-plan.ts'
import { destinationText } from './number-plan-words.tsx'

export interface NumberPlanForm extends Record<string, unknown> {
  readonly name: string
  readonly description: string
  readonly monthlyPrice: string
  readonly unit: 'number' | 'block'
  readonly isBundled: boolean
  /** '' for any. */
  readonly destination: string
  readonly effectiveFrom: string | null
}

const DESTINATIONS = [
  { value: '', label: destinationText(null) },
  ...NUMBER_DESTINATIONS.map((destination) => ({ value: destination, label: destinationText(destination) })),
]

/** What a number plan is called and meant for. */
export function NumberPlanFields({ form }: { readonly form: UseFormReturnType<NumberPlanForm> }): ReactNode {
  return (
    <>
      <TextInput
        label="Name"
        description="Easily recognised: it stands beside the number on the bill"
        required
        maxLength={80}
        {...form.getInputProps('name')}
        key={form.key('name')}
      />
      <Textarea
        label="Description"
        description="For your staff"
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('description')}
        key={form.key('description')}
      />
      <NativeSelect
        label="Meant for"
        description="It is offered for such numbers"
        data={DESTINATIONS}
        {...form.getInputProps('destination')}
        key={form.key('destination')}
      />
    </>
  )
}
