import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { suspenseEndpoints } from '#contract/suspense.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { CALL_FIELDS } from '../imports/source-words.ts'
import { RowFacts } from './row-facts.tsx'

interface CorrectRowFormProps {
  readonly suspenseId: string
  readonly onCorrected: (report: Answer<'correctSuspense'>) => void
  readonly onCancel: () => void
}

/** A suspended row field by field; what its source wrote is kept beside the correction. */
export function CorrectRowForm({ suspenseId, ...rest }: CorrectRowFormProps): ReactNode {
  const query = useRead('readSuspense', { params: { suspenseId } })
  return (
    <Loaded query={query} what="the row">
      {(row) => <Fields row={row} {...rest} />}
    </Loaded>
  )
}

interface FieldsProps extends Omit<CorrectRowFormProps, 'suspenseId'> {
  readonly row: Answer<'readSuspense'>
}

function Fields({ row, onCorrected, onCancel }: FieldsProps): ReactNode {
  const before = Object.fromEntries(row.fields.map(({ field, value }) => [field, value]))
  const isWhole = row.fields.length === 0
  const { form, ...frame } = useApiForm('correctSuspense', {
    initial: { fields: before, row: row.row, reason: '' },
    schema: suspenseEndpoints.correctSuspense.body,
    toBody: (values) => ({
      ...(isWhole ? { row: values.row } : { fields: changed(before, values.fields) }),
      reason: values.reason,
    }),
    toAsk: (body) => ({ params: { suspenseId: row.id }, body }),
    onDone: onCorrected,
  })
  const isSame = isWhole ? form.values.row === row.row : Object.keys(changed(before, form.values.fields)).length === 0
  return (
    <FormFrame {...frame} action="Correct and price the call" onCancel={onCancel}>
      <RowFacts row={row} />
      {isWhole ? (
        <Textarea label="The row as it should be" autosize minRows={2} {...form.getInputProps('row')} />
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {row.fields.map(({ field }) => (
            <TextInput
              key={field}
              label={CALL_FIELDS.find((each) => each.field === field)?.label ?? field}
              {...form.getInputProps(`fields.${field}`)}
            />
          ))}
        </SimpleGrid>
      )}
      <TextInput
        label="Why"
        placeholder="The carrier confirmed 90 seconds"
        description={isSame ? 'Change what is wrong above, and say how you know.' : 'How you know. It is kept.'}
        {...form.getInputProps('reason')}
      />
    </FormFrame>
  )
}

function changed(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => before[field] !== value))
}
