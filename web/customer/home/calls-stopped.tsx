import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useMay } from '../../shared/access/session.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'
import { When } from '../../shared/format/figures.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { AskUs } from '../shared/ask-us.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

type Answers = Answer<'readFraudAnswers'>

const EVERY_MS = 30_000

/** Where calls are stopped for fear of fraud: which, why, and whether they were the customer's own. */
export function CallsStopped(): ReactNode {
  const accountId = useAccountId()
  const may = useMay()
  const { data } = useRead(
    'readFraudAnswers',
    { params: { accountId } },
    { enabled: may('credit-control.read'), every: EVERY_MS },
  )
  if (data === undefined || data.tripped.length === 0) return null
  return data.isDenied ? <WithUs answers={data} /> : <Asked answers={data} />
}

/** What is stopped, and why: `Your calls out are stopped`. */
function wordsOf({ tripped }: Answers): { readonly title: string; readonly why: string } {
  const isOverseasOnly = tripped.every((control) => control === 'overseas-calls')
  if (isOverseasOnly)
    return {
      title: 'Your calls overseas are stopped',
      why: 'There were more of them within an hour than is usual for you. Calls within Australia, calls in and emergency calls go on.',
    }
  const time = tripped.includes('fraud-spend-day') ? 'a day' : 'an hour'
  return {
    title: 'Your calls out are stopped',
    why: `More was spent on calls within ${time} than is usual for you. Calls that cost nothing, calls in and emergency calls go on.`,
  }
}

function Asked({ answers }: { readonly answers: Answers }): ReactNode {
  const [asked, setAsked] = useState<'me' | 'not-me'>()
  const { title, why } = wordsOf(answers)
  const may = useMay()
  return (
    <Alert color="red" variant="light" title={title}>
      <Stack gap="sm">
        <Text size="sm">
          {`${why} It may be that somebody uses your lines without your knowing. Look at the calls, then tell us whether they were yours.`}
        </Text>
        {answers.whyNot !== null && (
          <Text size="sm" fw={500}>
            {answers.whyNot}
          </Text>
        )}
        <Group gap="xs">
          {answers.canConfirm && <Button onClick={() => setAsked('me')}>It was me</Button>}
          {may('fraud-answers.write') && (
            <Button variant="default" c="var(--negative)" onClick={() => setAsked('not-me')}>
              It was not me
            </Button>
          )}
          <Button component={AppLink} to="/calls" variant="default">
            See the calls
          </Button>
        </Group>
        {answers.whyNot !== null && <AskUs about="Calls stopped">Want them to go on?</AskUs>}
      </Stack>
      {asked === 'me' && <ItWasMe answers={answers} onClose={() => setAsked(undefined)} />}
      {asked === 'not-me' && <ItWasNotMe answers={answers} onClose={() => setAsked(undefined)} />}
    </Alert>
  )
}

interface DialogProps {
  readonly answers: Answers
  readonly onClose: () => void
}

function ItWasMe({ answers: { accountId, releaseUntil }, onClose }: DialogProps): ReactNode {
  const answer = useChange('answerFraud', { silent: true, done: 'Your calls go on', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Were all of these calls yours?"
      action="It was me"
      isDangerous={false}
      isBusy={answer.isPending}
      failure={answer.isError ? detailOf(answer.error) : undefined}
      onConfirm={() => answer.mutate({ params: { accountId }, body: { wasMe: true } })}
    >
      <List size="sm" spacing={4}>
        <List.Item>You can call again at once, and they are charged as usual.</List.Item>
        {releaseUntil !== null && (
          <List.Item>
            Until <When at={releaseUntil} full /> nothing stops them.
          </List.Item>
        )}
        <List.Item>You can say so once within 24 hours; after that we look at it with you.</List.Item>
      </List>
    </ConfirmDialog>
  )
}

function ItWasNotMe({ answers: { accountId, advice }, onClose }: DialogProps): ReactNode {
  const answer = useChange('answerFraud', { silent: true, done: 'We are told, and look into it', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Were these calls somebody else’s?"
      consequences={['They stay stopped until we have spoken with you.', 'We are told at once, and call you.']}
      action="It was not me"
      isBusy={answer.isPending}
      failure={answer.isError ? detailOf(answer.error) : undefined}
      onConfirm={() => answer.mutate({ params: { accountId }, body: { wasMe: false } })}
    >
      <Advice advice={advice} />
    </ConfirmDialog>
  )
}

function Advice({ advice }: { readonly advice: readonly string[] }): ReactNode {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        What to do now
      </Text>
      <List size="sm" spacing={4}>
        {advice.map((words) => (
          <List.Item key={words}>{words}</List.Item>
        ))}
      </List>
    </Stack>
  )
}

/** It was said that they were not: what goes on meanwhile. */
function WithUs({ answers }: { readonly answers: Answers }): ReactNode {
  return (
    <Alert color="yellow" variant="light" title={wordsOf(answers).title}>
      <Stack gap="sm">
        <Text size="sm">You told us that calls were not yours. We look into it; until then they stay stopped.</Text>
        <Advice advice={answers.advice} />
        <AskUs about="Calls that were not ours">Is it urgent?</AskUs>
      </Stack>
    </Alert>
  )
}
