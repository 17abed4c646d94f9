import { Alert, Button, Checkbox, Code, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Working } from '../../../shared/feedback/working.tsx'
import { FileDrop } from '../../../shared/form/file-drop.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'

type Report = Answer<'importNumbers'>
type Faulty = Report['faulty'][number]

const COLUMNS: readonly Column<Faulty>[] = [
  { key: 'line', heading: 'Line', align: 'right', render: ({ line }) => countText(line) },
  { key: 'field', heading: 'Column', from: 'sm', render: ({ field }) => field ?? '–' },
  { key: 'message', heading: 'What is wrong, and what to do', render: ({ message }) => message },
]

/** A file of numbers: looked through first, then taken. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<Report>()
  const [isSkipping, setSkipping] = useState(false)
  const look = useChange('importNumbers', { silent: true, onDone: setReport })
  const take = useChange('importNumbers', {
    silent: true,
    done: ({ added }) => `${plural(added, 'number')} ${added === 1 ? 'is' : 'are'} added`,
    onDone: () => void navigate({ to: '/numbers' }),
  })
  const choose = (chosen: File): void => {
    setFile(chosen)
    setReport(undefined)
    setSkipping(false)
    take.reset()
    // What is faulty is left out of the trial, so that it says how many would be taken.
    look.mutate({ query: { dryRun: 'true', faultyRows: 'skip' }, file: chosen })
  }
  const failure = look.error ?? take.error
  return (
    <PageFrame title="Import numbers" crumbs={[{ label: 'Numbers', to: '/numbers' }]}>
      <Stack gap="lg" maw={860}>
        <Text size="sm">
          One number a line, with its status, state and region where you know better than its digits:{' '}
          <Code>number,status,state,region</Code>. Only the first column is needed.
        </Text>
        <FileDrop
          label="File of numbers"
          words="CSV with a heading line, up to 2 MB. Nothing is kept before you say so."
          accept=".csv,text/csv,text/plain"
          file={file}
          onFile={choose}
          isBusy={look.isPending || take.isPending}
        />
        {look.isPending && <Working words={`Looking through ${file?.name ?? 'the file'}`} />}
        {take.isPending && <Working words={`Adding ${plural(report?.added ?? 0, 'number')}`} />}
        {failure !== null && (
          <Alert color="red" role="alert" title="Nothing was added">
            {detailOf(failure)}
          </Alert>
        )}
        {report !== undefined && file !== undefined && (
          <Trial
            report={report}
            isSkipping={isSkipping}
            onSkip={setSkipping}
            isBusy={take.isPending}
            onTake={() => take.mutate({ query: { dryRun: 'false', faultyRows: isSkipping ? 'skip' : 'refuse' }, file })}
          />
        )}
      </Stack>
    </PageFrame>
  )
}

interface TrialProps {
  readonly report: Report
  readonly isSkipping: boolean
  readonly onSkip: (isSkipping: boolean) => void
  readonly isBusy: boolean
  readonly onTake: () => void
}

/** What the file comes to: how many numbers, and every row that is at fault. */
function Trial({ report: { added, faulty }, isSkipping, onSkip, isBusy, onTake }: TrialProps): ReactNode {
  const rows = faulty.map((each, index) => ({ ...each, key: `${index} ${each.line}` }))
  return (
    <>
      <Facts
        facts={[
          { label: 'Numbers to add', value: countText(added) },
          { label: 'Faulty rows', value: countText(faulty.length) },
        ]}
      />
      {faulty.length > 0 && (
        <Section title="Faulty rows" words="Put them right in the file and choose it again, or leave them out.">
          <Stack gap="sm">
            <DataTable label="Faulty rows" columns={COLUMNS} rows={rows} idOf={({ key }) => key} />
            {added > 0 && (
              <Checkbox
                label={`Leave ${plural(faulty.length, 'faulty row')} out and add the rest`}
                checked={isSkipping}
                onChange={(event) => onSkip(event.currentTarget.checked)}
              />
            )}
          </Stack>
        </Section>
      )}
      <Group>
        <Button onClick={onTake} loading={isBusy} disabled={added === 0 || (faulty.length > 0 && !isSkipping)}>
          {`Add ${plural(added, 'number')}`}
        </Button>
      </Group>
    </>
  )
}
