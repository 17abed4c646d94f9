import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { instantText } from '../../../shared/format/dates.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { CalendarLink } from '../../../shared/porting/day/calendar-link.tsx'
import { CheckList } from '../../../shared/porting/day/check-list.tsx'
import { everyOf, hasDay, isToCome, type CutOverDay } from '../../../shared/porting/day/day-words.ts'
import { ReturnClock } from '../../../shared/porting/day/return-clock.tsx'
import { TestCalls } from '../../../shared/porting/day/test-calls.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'

/** The day of the move in plain words: what to see to, trying the numbers, and what to do if something is badly wrong. */
export function DayOfMove({ port, timeZone }: { readonly port: Port; readonly timeZone: string }): ReactNode {
  const query = useRead(
    'readCutOverDay',
    { params: { portId: port.id } },
    { enabled: hasDay(port.state), every: everyOf },
  )
  if (!hasDay(port.state)) return null
  return (
    <Section
      title="The day of the move"
      words={port.cutOverAt === null ? undefined : instantText(port.cutOverAt, timeZone)}
      {...(isToCome(port.state) && { actions: <CalendarLink portId={port.id} /> })}
    >
      <Loaded query={query} what="the day of the move">
        {(day) => (
          <Stack gap="md">
            <Urgent day={day} timeZone={timeZone} />
            <CheckList day={day} timeZone={timeZone} isOwn />
            <TestCalls day={day} port={port} timeZone={timeZone} isOwn />
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}

/** While the numbers may go back: how long still, and the word that brings somebody at once. */
function Urgent({ day, timeZone }: { readonly day: CutOverDay; readonly timeZone: string }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const { returnUntil, mayRaiseAlarm, alarms, state } = day
  const open = alarms.find(({ settledAt }) => settledAt === null)
  const hasClock = state === 'completed' && returnUntil !== null
  if (!hasClock && !mayRaiseAlarm && open === undefined) return null
  return (
    <Stack gap="xs">
      {hasClock && <ReturnClock until={returnUntil} timeZone={timeZone} />}
      {open !== undefined && (
        <Text size="sm" role="status">
          We know since {instantText(open.at, timeZone)} that something is wrong, and are looking after it: “
          {open.words}”
        </Text>
      )}
      {mayRaiseAlarm && (
        <Group>
          <Button color="red" variant="outline" size="xs" onClick={() => setOpen(true)}>
            Something is badly wrong
          </Button>
        </Group>
      )}
      {isOpen && <AlarmDialog portId={day.portId} onClose={() => setOpen(false)} />}
    </Stack>
  )
}

function AlarmDialog({ portId, onClose }: { readonly portId: string; readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<string>()
  const raise = useChange('raisePortAlarm', {
    silent: true,
    done: 'We are warned and look after it now',
    onDone: onClose,
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Something is badly wrong"
      consequences={[
        'We are warned at once and call you back.',
        'If it cannot be put right in time, the numbers go back to your old provider.',
      ]}
      action="Warn us now"
      isBusy={raise.isPending}
      failure={missing ?? (raise.isError ? detailOf(raise.error) : undefined)}
      onConfirm={() => {
        if (words.trim() === '') return setMissing('Say what is wrong, so that we can look at the right thing.')
        raise.mutate({ params: { portId }, body: { words: words.trim() } })
      }}
    >
      <Textarea
        label="What is wrong"
        description="What you did, what you heard, and on which number we reach you."
        autosize
        minRows={3}
        maxLength={1000}
        required
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setMissing(undefined)
        }}
        data-autofocus
      />
    </ConfirmDialog>
  )
}
