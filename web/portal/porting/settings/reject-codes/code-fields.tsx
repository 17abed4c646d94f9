import { Checkbox, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { REJECT_REASONS, type RejectReason } from '#domain/porting/reject-reasons.ts'
import { REASON_OPTIONS } from './process-names.ts'

/** What a code means, as it is typed; '' where the words of the reason will do. */
export interface CodeTerms extends Record<string, unknown> {
  readonly reason: RejectReason
  readonly label: string
  readonly customerText: string
  readonly fix: string
  readonly isRetryable: boolean
  readonly isWholeOrder: boolean
}

export const EMPTY_TERMS: CodeTerms = {
  reason: 'other',
  label: '',
  customerText: '',
  fix: '',
  isRetryable: true,
  isWholeOrder: true,
}

export function termsToBody({ reason, label, customerText, fix, isRetryable, isWholeOrder }: CodeTerms) {
  return { reason, label, customerText: orNull(customerText), fix: orNull(fix), isRetryable, isWholeOrder }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}

/** What a code means: our reason, and the words. */
export function CodeFields<Form extends CodeTerms>({ form }: { readonly form: UseFormReturnType<Form> }): ReactNode {
  const { customerText, fix } = REJECT_REASONS[form.values.reason]
  return (
    <>
      <TextInput
        label="What it says"
        description="As the office reads it."
        maxLength={80}
        key={form.key('label')}
        {...form.getInputProps('label')}
      />
      <NativeSelect
        label="Our reason"
        description="It decides what of the request is opened to mend."
        data={REASON_OPTIONS}
        key={form.key('reason')}
        {...form.getInputProps('reason')}
      />
      <Textarea
        label="The customer reads"
        description="Left empty: the words of the reason."
        placeholder={customerText}
        autosize
        minRows={2}
        maxLength={400}
        key={form.key('customerText')}
        {...form.getInputProps('customerText')}
      />
      <Textarea
        label="What puts it right"
        description="Left empty: the words of the reason."
        placeholder={fix}
        autosize
        minRows={2}
        maxLength={400}
        key={form.key('fix')}
        {...form.getInputProps('fix')}
      />
      <Stack gap="xs">
        <Checkbox
          label="Submitting again helps, once it is mended"
          key={form.key('isRetryable')}
          {...form.getInputProps('isRetryable', { type: 'checkbox' })}
        />
        <Checkbox
          label="It hits the whole order, not only some of its numbers"
          key={form.key('isWholeOrder')}
          {...form.getInputProps('isWholeOrder', { type: 'checkbox' })}
        />
      </Stack>
    </>
  )
}
