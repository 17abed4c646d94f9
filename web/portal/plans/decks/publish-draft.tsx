import { Alert, Button, Checkbox, Group, List, Stack, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { Working } from '../../../shared/feedback/working.tsx'
import { startOf, StartField } from '../../../shared/form/start-field.tsx'
import { dayOf } from '../../../shared/format/dates.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { DraftEffect } from './draft-effect.tsx'
import type { Draft } from './deck-words.ts'

/** The last step: from when on, why, and what it comes to. */
export function PublishDraft({ draft }: { readonly draft: Draft }): ReactNode {
  const navigate = useNavigate()
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const [day, setDay] = useState(() => dayOfDraft(draft, timeZone))
  const [note, setNote] = useState('')
  const [isBackdated, setBackdated] = useState(false)
  const publish = useChange('publishDeckDraft', {
    silent: true,
    done: ({ version, name }) => `Version ${version} of ${name} is published`,
    onDone: ({ deckId }) => void navigate({ to: deckId === null ? '/plans/decks' : `/plans/decks/${deckId}` }),
  })
  const words = note.trim()
  const start = startOf(day, timeZone)
  return (
    <Stack maw={640}>
      <List size="sm" spacing={4}>
        {sayings(draft).map((saying) => (
          <List.Item key={saying}>{saying}</List.Item>
        ))}
      </List>
      <DraftEffect draft={draft} />
      <StartField label="It prices calls" value={day} onChange={setDay} timeZone={timeZone} firstDay={today} />
      {day !== null && day !== '' && day <= today && (
        <Checkbox
          label="Begin before calls that are priced already"
          description="They keep the price they have until they are re-rated."
          checked={isBackdated}
          onChange={(event) => setBackdated(event.currentTarget.checked)}
        />
      )}
      <Textarea
        label="Note"
        description="Why: shown beside the version"
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value.replaceAll('\n', ' '))}
      />
      {publish.isPending && <Working words={`Publishing ${countText(draft.sheet.prefixes)} rates`} />}
      {publish.isError && (
        <Alert color="red" role="alert" title="Nothing was published">
          {detailOf(publish.error)}
        </Alert>
      )}
      <Group>
        <Button
          loading={publish.isPending}
          disabled={day === ''}
          onClick={() =>
            publish.mutate({
              params: { draftId: draft.id },
              body: {
                ...(start !== undefined && { effectiveFrom: start }),
                ...(words !== '' && { note: words }),
                ...(isBackdated && { allowBackdating: true }),
              },
            })
          }
        >
          Publish rates
        </Button>
        <Button variant="default" component={AppLink} to={`/plans/decks/drafts/${draft.id}`}>
          Back to the review
        </Button>
      </Group>
    </Stack>
  )
}

/** The day the draft was compared as of; null where that was the moment it was made. */
function dayOfDraft({ effectiveFrom, createdAt }: Draft, timeZone: string): string | null {
  return effectiveFrom === createdAt ? null : dayOf(new Date(effectiveFrom), timeZone)
}

/** What happens, with real numbers. */
function sayings({ name, deckId, replaces, nextVersion, sheet, tabs }: Draft): readonly string[] {
  const count = (wanted: string): number => tabs.find(({ tab }) => tab === wanted)?.count ?? 0
  const prefixes = (tab: string): string => plural(count(tab), 'prefix', 'prefixes')
  return [
    deckId === null
      ? `The deck ${name} is made, with ${countText(sheet.prefixes)} rates.`
      : `${countText(sheet.prefixes)} rates take the place of ${replaces === null ? 'nothing' : `the ${countText(replaces.rows)} of version ${replaces.version}`}.`,
    ...(replaces === null
      ? []
      : [
          `${prefixes('raised')} dearer, ${countText(count('lowered'))} cheaper, ${countText(count('new'))} new, ${countText(count('removed'))} gone.`,
        ]),
    ...(count('loss') > 0 ? [`${prefixes('loss')} would be sold below what you pay.`] : []),
    ...(nextVersion === null ? [] : [`Version ${nextVersion} takes over later, as before.`]),
    'Calls that are priced already keep their price.',
  ]
}
