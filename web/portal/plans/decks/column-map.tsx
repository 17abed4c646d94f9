import { Button, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Section } from '../../../shared/layout/section.tsx'
import { SampleRows } from '../../shared/sample-rows.tsx'
import type { SheetOptions, SheetReading } from './use-sheet-reading.ts'

interface ColumnMapProps {
  readonly reading: SheetReading
  readonly options: SheetOptions
  readonly onChange: (options: SheetOptions) => void
}

type Field = SheetReading['fields'][number]

/** Fields that are shown even where the sheet does not have them. */
const USUAL: readonly Field['field'][] = [
  'prefix',
  'destination',
  'per_minute',
  'flagfall',
  'first_increment',
  'next_increment',
]

/** Which column each field is read from, and the first rows to see that it is so. */
export function ColumnMap({ reading, options, onChange }: ColumnMapProps): ReactNode {
  const [isAll, setAll] = useState(false)
  const shown = reading.fields.filter(
    ({ field, column }) => isAll || column !== null || USUAL.includes(field) || field in options.columns,
  )
  if (reading.headings.length === 0) {
    return (
      <Section title="Columns">
        <Text size="sm">
          No line of this file looks like the headings of a rate sheet. Give it a first line that names its columns,
          like prefix,destination,per_minute, and choose it again.
        </Text>
      </Section>
    )
  }
  return (
    <>
      <Section title="Columns" words="What each field is read from. Guesses are filled in; change what is wrong.">
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} verticalSpacing="sm">
            {shown.map((field) => (
              <FieldChoice key={field.field} field={field} reading={reading} options={options} onChange={onChange} />
            ))}
          </SimpleGrid>
          {!isAll && shown.length < reading.fields.length && (
            <Button variant="subtle" size="compact-sm" w="fit-content" onClick={() => setAll(true)}>
              {`Show ${reading.fields.length - shown.length} more fields`}
            </Button>
          )}
        </Stack>
      </Section>
      <Section title="First rows" words="As the sheet writes them.">
        <SampleRows {...reading} />
      </Section>
    </>
  )
}

function FieldChoice({ field, reading, options, onChange }: ColumnMapProps & { readonly field: Field }): ReactNode {
  const { field: name, label, help, isNeeded, column } = field
  return (
    <NativeSelect
      label={label}
      description={`${help}. ${certaintyText(field)}`.replace('. .', '.')}
      required={isNeeded}
      error={isNeeded && column === null ? 'Choose the column it is in.' : undefined}
      value={column === null ? '' : String(column)}
      onChange={(event) => {
        const { value } = event.currentTarget
        onChange({ ...options, columns: { ...options.columns, [name]: value === '' ? null : Number(value) } })
      }}
      data={[
        { value: '', label: 'not in the sheet' },
        ...reading.headings.map((heading, index) => ({
          value: String(index),
          label: heading === '' ? `column ${index + 1}` : heading,
        })),
      ]}
    />
  )
}

function certaintyText({ certainty }: Field): string {
  switch (certainty) {
    case 'chosen':
      return 'Chosen by you.'
    case 'likely':
      return 'Likely: please look.'
    case 'layout':
    case 'sure':
    case null:
      return ''
    default:
      return certainty satisfies never
  }
}
