import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { SampleRows } from '../../shared/sample-rows.tsx'
import type { BankFile } from './transfer-words.ts'

/** Which column of a bank's CSV is what: said once for files with these headings. */
export function BankColumns({ file }: { readonly file: BankFile }): ReactNode {
  const navigate = useNavigate()
  const here = `/billing/transfers/files/${file.id}`
  const [columns, setColumns] = useState<Readonly<Record<string, number | null>>>(() =>
    Object.fromEntries(file.fields.map(({ field, column }) => [field, column])),
  )
  const map = useChange('mapBankFile', {
    silent: true,
    done: 'Remembered for files like this one',
    onDone: () => void navigate({ to: here }),
  })
  const fields = file.fields.map((field) => ({ ...field, column: columns[field.field] ?? null }))
  const save = (): void =>
    map.mutate({
      params: { bankImportId: file.id },
      body: {
        columns: Object.fromEntries(
          fields.map(({ field, column }) => [field, column === null ? null : (file.headings[column] ?? null)]),
        ),
      },
    })
  return (
    <Stack gap="lg">
      {file.missing !== null && (
        <Alert color="yellow" variant="light" title="This file cannot be read by itself">
          {file.missing}
        </Alert>
      )}
      <Section title="Columns" words="What each field is read from. Guesses are filled in; change what is wrong.">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} verticalSpacing="sm">
          {fields.map(({ field, label, help, column }) => (
            <NativeSelect
              key={field}
              label={label}
              description={help}
              value={column === null ? '' : String(column)}
              onChange={(event) => {
                const { value } = event.currentTarget
                setColumns({ ...columns, [field]: value === '' ? null : Number(value) })
              }}
              data={[
                { value: '', label: 'not in the file' },
                ...file.headings.map((heading, index) => ({ value: String(index), label: heading })),
              ]}
            />
          ))}
        </SimpleGrid>
      </Section>
      <Section title="First rows" words="As the bank writes them.">
        <SampleRows
          headings={file.headings}
          fields={fields}
          rows={file.sample.map((cells, index) => ({ line: index + 1, cells }))}
        />
      </Section>
      {map.isError && (
        <Alert color="red" role="alert" title="Nothing was saved">
          {detailOf(map.error)}
        </Alert>
      )}
      <Group>
        <Button onClick={save} loading={map.isPending}>
          Read the file
        </Button>
        {file.missing === null ? (
          <Button variant="default" component={AppLink} to={here}>
            Leave it as it is
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            Nothing is posted by this.
          </Text>
        )}
      </Group>
    </Stack>
  )
}
