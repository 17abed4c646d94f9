import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam, useQueryState } from '../../../shared/router/use-address.ts'
import { DECK_STEPS, layoutText, type Draft } from './deck-words.ts'
import { DraftEffect } from './draft-effect.tsx'
import { DraftTabs } from './draft-tabs.tsx'
import { PublishDraft } from './publish-draft.tsx'
import { Steps } from '../../shared/steps.tsx'

/** While the month's calls are being priced, how often it is asked how far that is. */
const ASK_MS = 1000

/** A rate sheet under review: what it changes, then its publication. */
export function Page(): ReactNode {
  const draftId = useParam('draftId')
  const [isWaiting, setWaiting] = useState(true)
  const query = useRead('readDeckDraft', { params: { draftId } }, { every: isWaiting ? ASK_MS : false })
  const status = query.data?.effect.status
  const goesOn = status === undefined ? !query.isError : status === 'waiting' || status === 'running'
  if (goesOn !== isWaiting) setWaiting(goesOn)
  return (
    <Loaded query={query} what="the rate sheet">
      {(draft) => <Review draft={draft} />}
    </Loaded>
  )
}

function Review({ draft }: { readonly draft: Draft }): ReactNode {
  const [{ step }] = useQueryState()
  const isLast = step === 'publish' && draft.status !== 'faulty'
  const here = `/plans/decks/drafts/${draft.id}`
  return (
    <PageFrame
      title={draft.fileName}
      crumbs={[
        { label: 'Rate decks', to: '/plans/decks' },
        ...(draft.deckId === null ? [] : [{ label: draft.name, to: `/plans/decks/${draft.deckId}` }]),
      ]}
      actions={
        <>
          <Discard draft={draft} />
          {!isLast && draft.status === 'ready' && (
            <Button component={AppLink} to={here} search={{ step: 'publish' } as never}>
              Go on to publish
            </Button>
          )}
        </>
      }
    >
      <Steps
        names={DECK_STEPS}
        current={isLast ? 2 : 1}
        links={[
          { to: '/plans/decks/upload', search: draft.deckId === null ? {} : { deckId: draft.deckId } },
          { to: here },
          draft.status === 'ready' ? { to: here, search: { step: 'publish' } } : undefined,
        ]}
      />
      {isLast ? <PublishDraft draft={draft} /> : <Changes draft={draft} />}
    </PageFrame>
  )
}

function Changes({ draft }: { readonly draft: Draft }): ReactNode {
  const { replaces, sheet } = draft
  return (
    <Stack gap="lg">
      {draft.status === 'faulty' && (
        <Alert color="red" title="This sheet cannot be published">
          <Text size="sm">Its faults are under Problems, each with its line. Put them right and upload it again.</Text>
        </Alert>
      )}
      {draft.status === 'same' && (
        <Alert color="blue" title="Nothing changes">
          <Text size="sm">The version in force holds the very same rates.</Text>
        </Alert>
      )}
      <Facts
        facts={[
          { label: 'For', value: draft.deckId === null ? `${draft.name}, a new deck` : draft.name },
          ...(draft.status === 'faulty'
            ? []
            : [
                {
                  label: 'Against',
                  value:
                    replaces === null ? (
                      'nothing: it is the first version'
                    ) : (
                      <>
                        Version {replaces.version}, since <When at={replaces.effectiveFrom} />
                      </>
                    ),
                },
              ]),
          { label: 'Kind of sheet', value: layoutText(sheet.layout) },
          { label: 'Rows', value: countText(sheet.sheetRows) },
          { label: 'Prefixes', value: countText(sheet.prefixes) },
          { label: 'Destinations', value: countText(sheet.destinations) },
          { label: 'Not offered', value: countText(sheet.notOffered) },
          { label: 'Unchanged', value: countText(sheet.unchanged) },
        ]}
      />
      {draft.status !== 'faulty' && <DraftEffect draft={draft} />}
      <DraftTabs draft={draft} />
    </Stack>
  )
}

function Discard({ draft }: { readonly draft: Draft }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  const discard = useChange('discardDeckDraft', {
    done: `${draft.fileName} is discarded`,
    onDone: () => void navigate({ to: '/plans/decks' }),
  })
  return (
    <Group>
      <Button variant="default" onClick={() => setOpen(true)}>
        Discard
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Discard ${draft.fileName}?`}
        consequences={[
          'The review is gone; the sheet would have to be uploaded again.',
          'No price changes: nothing of it was published.',
        ]}
        action="Discard sheet"
        isBusy={discard.isPending}
        onConfirm={() => discard.mutate({ params: { draftId: draft.id } })}
      />
    </Group>
  )
}
