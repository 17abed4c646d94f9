import { Checkbox, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { FileDrop } from '../../../shared/form/file-drop.tsx'
import type { Inputs } from '../../../shared/form/inputs.ts'
import { sampleOf, type OwnFormat } from './own-format.ts'
import { CALL_FIELDS } from './source-words.ts'

/** As much of a sample as its first lines need. */
const SAMPLE_BYTES = 65_536

interface OwnFormatFieldsProps {
  readonly inputs: Inputs
  readonly keyOf: (path: string) => string
  /** As it stands in the form now. */
  readonly format: OwnFormat
}

/** What the files of a source look like, column by column; a sample file gives the columns to choose from. */
export function OwnFormatFields({ inputs, keyOf, format }: OwnFormatFieldsProps): ReactNode {
  const [sample, setSample] = useState<{ readonly file: File; readonly text: string }>()
  const lines = sample === undefined ? [] : sampleOf(sample.text, format.delimiter)
  return (
    <Stack gap="md">
      <FileDrop
        label="Sample file"
        words="It stays in your browser: its first lines give the columns to choose from."
        accept=".csv,.txt,.log,.tsv"
        file={sample?.file}
        onFile={(file) =>
          void file
            .slice(0, SAMPLE_BYTES)
            .text()
            .then((text) => setSample({ file, text }))
        }
      />
      <Group align="flex-end" gap="lg">
        <Select
          label="Separator"
          data={[
            { value: ',', label: 'Comma' },
            { value: ';', label: 'Semicolon' },
            { value: '|', label: 'Bar' },
            { value: 'tab', label: 'Tab' },
          ]}
          allowDeselect={false}
          w={140}
          key={keyOf('delimiter')}
          {...inputs('delimiter')}
        />
        <Checkbox
          label="The first line names the columns"
          key={keyOf('header')}
          {...inputs('header', { type: 'checkbox' })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {CALL_FIELDS.map(({ field, label, isRequired, words }) => (
          <ColumnField
            key={keyOf(`columns.${field}`)}
            label={label}
            required={isRequired}
            description={words}
            options={optionsOf(lines, format.header)}
            hasNames={format.header}
            {...inputs(`columns.${field}`)}
          />
        ))}
      </SimpleGrid>
      <Reading inputs={inputs} keyOf={keyOf} format={format} />
    </Stack>
  )
}

function Reading({ inputs, keyOf, format }: OwnFormatFieldsProps): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <Select
        label="How times are written"
        data={[
          { value: 'ymd', label: '2026-07-01 09:30:00' },
          { value: 'dmy', label: '01/07/2026 09:30:00' },
          { value: 'iso', label: '2026-07-01T09:30:00+10:00' },
          { value: 'epoch', label: 'Seconds since 1970' },
          { value: 'epoch-ms', label: 'Milliseconds since 1970' },
        ]}
        allowDeselect={false}
        key={keyOf('timeFormat')}
        {...inputs('timeFormat')}
      />
      <Select
        label="How numbers are written"
        data={[
          { value: 'national', label: 'As dialled in Australia: 0370101234' },
          { value: 'e164', label: 'With the country: 61370101234' },
        ]}
        allowDeselect={false}
        key={keyOf('numberFormat')}
        {...inputs('numberFormat')}
      />
      <Select
        label="Whether a call was made or received"
        data={[
          { value: 'numbers', label: 'Our numbers say it' },
          { value: 'column', label: 'The direction column says it' },
        ]}
        allowDeselect={false}
        key={keyOf('directionRule')}
        {...inputs('directionRule')}
      />
      <Select
        label="Whether it was answered"
        data={[
          { value: 'duration', label: 'It has seconds' },
          { value: 'disposition', label: 'The result column says it' },
        ]}
        allowDeselect={false}
        key={keyOf('answeredRule')}
        {...inputs('answeredRule')}
      />
      {format.directionRule === 'column' && (
        <>
          <TextInput label="Words for made" key={keyOf('outWords')} {...inputs('outWords')} />
          <TextInput label="Words for received" key={keyOf('inWords')} {...inputs('inWords')} />
        </>
      )}
      {format.answeredRule === 'disposition' && (
        <TextInput label="Words for answered" key={keyOf('answeredWords')} {...inputs('answeredWords')} />
      )}
      {format.columns.cost !== '' && (
        <Checkbox
          label="The cost has GST in it"
          key={keyOf('costIncludesGst')}
          {...inputs('costIncludesGst', { type: 'checkbox' })}
        />
      )}
    </SimpleGrid>
  )
}

interface ColumnFieldProps {
  readonly label: string
  readonly required: boolean
  readonly description: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly hasNames: boolean
  readonly value?: string
  readonly onChange?: (value: string) => void
}

/** A column chosen from the sample's, or typed: its name, or its place from 1. */
function ColumnField(props: ColumnFieldProps): ReactNode {
  const { options, hasNames, description, required, value = '', onChange, ...rest } = props
  const common = { ...rest, withAsterisk: required, ...(description !== undefined && { description }) }
  if (options.length > 0) {
    return (
      <Select
        {...common}
        data={[...options]}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange?.(chosen ?? '')}
        searchable
        clearable
        placeholder="Column"
      />
    )
  }
  return (
    <TextInput
      {...common}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      placeholder={hasNames ? 'Name of the column' : 'Place, from 1'}
    />
  )
}

function optionsOf(lines: readonly (readonly string[])[], header: boolean): ColumnFieldProps['options'] {
  const [first = [], second = []] = lines
  const values = header ? second : first
  const names = new Set<string>()
  return first.flatMap((name, index) => {
    const value = header ? name : String(index + 1)
    if (value === '' || names.has(value)) return []
    names.add(value)
    const example = values[index] ?? ''
    return [{ value, label: example === '' ? value : `${value}: ${example}` }]
  })
}
