import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { Working } from '../../../shared/feedback/working.tsx'
import { FileDrop } from '../../../shared/form/file-drop.tsx'
import { startOf, StartField } from '../../../shared/form/start-field.tsx'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ColumnMap } from './column-map.tsx'
import { DECK_STEPS } from './deck-words.ts'
import { SheetOptionsFields } from './sheet-options.tsx'
import { SheetProblems } from './sheet-problems.tsx'
import { SheetSummary } from './sheet-summary.tsx'
import { Steps } from '../../shared/steps.tsx'
import { NO_OPTIONS, queryOf, useSheetReading, type SheetOptions } from './use-sheet-reading.ts'

/** The first of three steps: a carrier's rate sheet, and which of its columns is what. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const [{ deckId = '' }, change] = useQueryState()
  const [name, setName] = useState('')
  const [file, setFile] = useState<File>()
  const [chosen, setChosen] = useState<SheetOptions>(NO_OPTIONS)
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const [day, setDay] = useState<string | null>(null)
  const options = { ...chosen, effectiveFrom: startOf(day, timeZone) }
  const reading = useSheetReading(file, options)
  const create = useChange('createDeckDraft', {
    silent: true,
    onDone: ({ id }) => void navigate({ to: `/plans/decks/drafts/${id}` }),
  })
  const isNamed = deckId !== '' || name.trim() !== ''
  const read = reading.data
  const review = (): void => {
    if (file === undefined) return
    const target = deckId === '' ? { name: name.trim() } : { deckId }
    create.mutate({ query: { ...target, ...queryOf(options), fileName: file.name.slice(0, 200) }, file })
  }
  return (
    <PageFrame title="Upload a rate sheet" crumbs={[{ label: 'Rate decks', to: '/plans/decks' }]}>
      <Steps names={DECK_STEPS} current={0} links={[]} />
      <Stack gap="lg">
        <Target
          deckId={deckId}
          onDeck={(id) => change({ deckId: id }, { replace: true })}
          name={name}
          onName={setName}
        />
        <StartField label="It is to price calls" value={day} onChange={setDay} timeZone={timeZone} firstDay={today} />
        <FileDrop
          label="Rate sheet"
          words="CSV as your carrier sends it. Other separators, headings, increments and date forms are understood."
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          file={file}
          isBusy={create.isPending}
          onFile={(sheet) => {
            setFile(sheet)
            setChosen(NO_OPTIONS)
          }}
        />
        {reading.isFetching && <Working words={`Reading ${file?.name ?? 'the sheet'}`} />}
        {reading.isError && (
          <Alert color="red" role="alert" title="The sheet could not be read">
            {detailOf(reading.error)}
          </Alert>
        )}
        {read !== undefined && file !== undefined && !reading.isError && (
          <>
            <SheetSummary reading={read} />
            <SheetOptionsFields reading={read} options={options} onChange={setChosen} />
            {read.problemCounts.fault > 0 && <SheetProblems problems={read.problems} counts={read.problemCounts} />}
            <ColumnMap reading={read} options={options} onChange={setChosen} />
            {read.problemCounts.fault === 0 && <SheetProblems problems={read.problems} counts={read.problemCounts} />}
            <Go
              isReadable={read.isReadable}
              isNamed={isNamed}
              isBusy={create.isPending}
              canReview={read.headerLine !== null && !reading.isFetching && day !== ''}
              failure={create.isError ? detailOf(create.error) : undefined}
              onReview={review}
            />
          </>
        )}
      </Stack>
    </PageFrame>
  )
}

interface TargetProps {
  readonly deckId: string
  readonly onDeck: (deckId: string | undefined) => void
  readonly name: string
  readonly onName: (name: string) => void
}

function Target({ deckId, onDeck, name, onName }: TargetProps): ReactNode {
  const decks = useRead('listRateDecks', { query: { limit: 200 } }).data?.items ?? []
  return (
    <Group align="flex-start" gap="md">
      <NativeSelect
        label="It is for"
        miw={260}
        value={deckId}
        onChange={(event) => onDeck(event.currentTarget.value || undefined)}
        data={[{ value: '', label: 'A new rate deck' }, ...decks.map((deck) => ({ value: deck.id, label: deck.name }))]}
      />
      {deckId === '' && (
        <TextInput
          label="Name of the new deck"
          required
          miw={260}
          maxLength={100}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
        />
      )}
    </Group>
  )
}

interface GoProps {
  readonly isReadable: boolean
  readonly isNamed: boolean
  readonly isBusy: boolean
  readonly canReview: boolean
  readonly failure: string | undefined
  readonly onReview: () => void
}

function Go({ isReadable, isNamed, isBusy, canReview, failure, onReview }: GoProps): ReactNode {
  return (
    <Stack gap="sm">
      {isBusy && <Working words="Comparing every prefix with the version in force, and with what you pay" />}
      {failure !== undefined && (
        <Alert color="red" role="alert" title="Nothing was saved">
          {failure}
        </Alert>
      )}
      <Group gap="sm">
        <Button onClick={onReview} loading={isBusy} disabled={!canReview || !isNamed}>
          Review the changes
        </Button>
        {!isNamed && (
          <Text size="sm" c="dimmed">
            Name the new deck first.
          </Text>
        )}
        {isNamed && !isReadable && (
          <Text size="sm" c="dimmed">
            You can look at it, but not publish it before its faults are put right.
          </Text>
        )}
      </Group>
    </Stack>
  )
}
