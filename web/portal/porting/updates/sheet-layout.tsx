import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ANSWER_STEPS } from '#domain/porting/carrier-answer.ts'
import { REJECT_REASON_NAMES, REJECT_REASONS, type RejectReason } from '#domain/porting/reject-reasons.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Body } from '../../../shared/api/wire-types.ts'
import { countText } from '../../../shared/format/counts.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { SampleRows } from '../../shared/sample-rows.tsx'
import { MEANING_WORDS, type Sheet } from './sheet-words.ts'

type Meaning = NonNullable<Sheet['words'][number]['meaning']>

const MEANINGS: readonly Meaning[] = [...ANSWER_STEPS, 'nothing']

/** Which column is what, and what its words and codes mean: said once for a carrier. */
export function SheetLayout({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const navigate = useNavigate()
  const [columns, setColumns] = useState(() =>
    Object.fromEntries(sheet.fields.map(({ field, column }) => [field, column])),
  )
  const [words, setWords] = useState<Readonly<Record<string, Meaning>>>({})
  const [codes, setCodes] = useState<Readonly<Record<string, RejectReason>>>({})
  const here = `/porting/updates/${sheet.id}`
  const map = useChange('mapCarrierSheet', {
    silent: true,
    done: `Remembered for ${sheet.carrier.name}`,
    onDone: () => void navigate({ to: here }),
  })
  const fields = sheet.fields.map((field) => ({ ...field, column: columns[field.field] ?? null }))
  const save = (): void => map.mutate({ params: { sheetId: sheet.id }, body: layoutOf(sheet, fields, words, codes) })
  return (
    <Stack gap="lg">
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
                setColumns(moved(columns, field, value === '' ? null : Number(value)))
              }}
              data={[
                { value: '', label: 'not in the sheet' },
                ...sheet.headings.map((heading, index) => ({
                  value: String(index),
                  label: heading === '' ? `column ${index + 1}` : heading,
                })),
              ]}
            />
          ))}
        </SimpleGrid>
      </Section>
      <Section title="First rows" words="As the sheet writes them.">
        <SampleRows headings={sheet.headings} fields={fields} rows={sheet.sample} />
      </Section>
      {sheet.words.length > 0 && (
        <Section title="Status words" words="What each means here.">
          <Meanings
            label="Status words"
            items={sheet.words.map(({ word, rows, meaning }) => ({ word, rows, value: words[word] ?? meaning ?? '' }))}
            options={MEANINGS.map((value) => ({ value, label: MEANING_WORDS[value] }))}
            onChange={(word, value) => setWords({ ...words, [word]: value as Meaning })}
          />
        </Section>
      )}
      {sheet.codes.length > 0 && (
        <Section
          title="Reject codes"
          words="A code that is in the table of reject codes means what stands there, unless it is said here."
        >
          <Meanings
            label="Reject codes"
            unsaid="as in the table of codes"
            items={sheet.codes.map(({ code, rows, reason }) => ({
              word: code,
              rows,
              value: codes[code] ?? reason ?? '',
            }))}
            options={REJECT_REASON_NAMES.map((value) => ({ value, label: REJECT_REASONS[value].label }))}
            onChange={(code, value) => setCodes({ ...codes, [code]: value as RejectReason })}
          />
        </Section>
      )}
      {map.isError && (
        <Alert color="red" role="alert" title="Nothing was saved">
          {detailOf(map.error)}
        </Alert>
      )}
      <Group>
        <Button onClick={save} loading={map.isPending}>
          Compare with the orders
        </Button>
        <Button variant="default" component={AppLink} to={here}>
          Leave it as it is
        </Button>
      </Group>
    </Stack>
  )
}

interface MeaningsProps {
  readonly label: string
  readonly items: readonly { readonly word: string; readonly rows: number; readonly value: string }[]
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly unsaid?: string
  readonly onChange: (word: string, value: string) => void
}

function Meanings({ label, items, options, unsaid = 'nobody said', onChange }: MeaningsProps): ReactNode {
  return (
    <Table aria-label={label} fz="sm" maw={640} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="40%">In the sheet</Table.Th>
          <Table.Th>Means</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ word, rows, value }) => (
          <Table.Tr key={word}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {word}{' '}
              <Text span size="xs" c="dimmed" className="figures">
                {countText(rows)}
              </Text>
            </Table.Td>
            <Table.Td>
              <NativeSelect
                size="xs"
                aria-label={`What ${word} means`}
                value={value}
                onChange={(event) => onChange(word, event.currentTarget.value)}
                data={[...(value === '' ? [{ value: '', label: unsaid }] : []), ...options]}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

type Columns = Readonly<Record<string, number | null>>

/** One column is one field: another that had it has none any more. */
function moved(columns: Columns, field: string, column: number | null): Columns {
  const others = Object.entries(columns).map(([name, place]) => [name, place === column ? null : place] as const)
  return { ...Object.fromEntries(others), [field]: column }
}

/** What is said anew, with what was known before. */
function layoutOf(
  { headings, fields: guessed, words: known, codes: knownCodes }: Sheet,
  fields: Sheet['fields'],
  words: Readonly<Record<string, Meaning>>,
  codes: Readonly<Record<string, RejectReason>>,
): Body<'mapCarrierSheet'> {
  return {
    columns: Object.fromEntries(
      fields.flatMap(({ field, column }) => {
        // What is in no column, as before, may well be in one of the next sheet.
        if (column === null && guessed.every((one) => one.field !== field || one.column === null)) return []
        return [[field, column === null ? null : (headings[column] ?? null)]]
      }),
    ),
    words: {
      ...Object.fromEntries(known.flatMap(({ word, meaning }) => (meaning === null ? [] : [[word, meaning]]))),
      ...words,
    },
    codes: {
      ...Object.fromEntries(knownCodes.flatMap(({ code, reason }) => (reason === null ? [] : [[code, reason]]))),
      ...codes,
    },
  }
}
