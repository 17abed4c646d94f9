import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/hooks.ts'
import { instantText } from '../../format/dates.ts'
import type { CutOverDay } from './day-words.ts'
import classes from './day.module.css'

type Check = CutOverDay['checks'][number]

interface CheckListProps {
  readonly day: CutOverDay
  readonly timeZone: string
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
}

const PHASES: Readonly<Record<Check['phase'], string>> = { before: 'Before', during: 'During', after: 'After' }
const OWN_PHASES: Readonly<Record<Check['phase'], string>> = {
  before: 'Before the move',
  during: 'During the move',
  after: 'Once it is done',
}

/** What is looked after before, during and after a cut-over; a tick is kept at once and can be taken off. */
export function CheckList({ day, timeZone, isOwn = false }: CheckListProps): ReactNode {
  const titles = isOwn ? OWN_PHASES : PHASES
  return (
    <Stack gap="md">
      {(['before', 'during', 'after'] as const).map((phase) => {
        const checks = day.checks.filter((check) => check.phase === phase)
        if (checks.length === 0) return null
        return (
          <div key={phase}>
            <Text size="sm" fw={600} component="h3">
              {titles[phase]}
            </Text>
            <ul className={classes['checks']} aria-label={titles[phase]}>
              {checks.map((check) => (
                <CheckRow key={check.item} check={check} portId={day.portId} timeZone={timeZone} isOwn={isOwn} />
              ))}
            </ul>
          </div>
        )
      })}
    </Stack>
  )
}

interface CheckRowProps {
  readonly check: Check
  readonly portId: string
  readonly timeZone: string
  readonly isOwn: boolean
}

function CheckRow({ check, portId, timeZone, isOwn }: CheckRowProps): ReactNode {
  const { item, title, help, done, mayTick } = check
  const [isNoting, setNoting] = useState(false)
  const tick = useChange('tickPortCheck')
  // As it is wanted, until that is kept or refused.
  const [wanted, setWanted] = useState<boolean>()
  const change = (isDone: boolean): void => {
    setWanted(isDone)
    tick.mutate({ params: { portId }, body: { item, isDone } }, { onSettled: () => setWanted(undefined) })
  }
  return (
    <li>
      <Checkbox
        label={title}
        description={done === null ? help : undefined}
        checked={wanted ?? done !== null}
        disabled={!mayTick}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {done !== null && (
        <div className={classes['done']}>
          <Text size="sm" c="dimmed">
            {done.by}
            {done.isCustomer && !isOwn && ' (customer)'}, {instantText(done.at, timeZone)}
          </Text>
          {done.note !== '' && (
            <Text size="sm" className={classes['said']}>
              {done.note}
            </Text>
          )}
        </div>
      )}
      {mayTick && !isOwn && !isNoting && (
        <Button
          variant="subtle"
          size="compact-xs"
          className={classes['note']}
          aria-label={`${done?.note ? 'Change the note' : 'Add a note'}: ${title}`}
          onClick={() => setNoting(true)}
        >
          {done?.note ? 'Change the note' : 'Add a note'}
        </Button>
      )}
      {isNoting && (
        <NoteField portId={portId} item={item} title={title} note={done?.note ?? ''} onClose={() => setNoting(false)} />
      )}
    </li>
  )
}

interface NoteFieldProps {
  readonly portId: string
  readonly item: Check['item']
  readonly title: string
  readonly note: string
  readonly onClose: () => void
}

function NoteField({ portId, item, title, note, onClose }: NoteFieldProps): ReactNode {
  const [words, setWords] = useState(note)
  const tick = useChange('tickPortCheck', { onDone: onClose })
  return (
    <form
      className={classes['done']}
      onSubmit={(event) => {
        event.preventDefault()
        tick.mutate({ params: { portId }, body: { item, note: words.trim() } })
      }}
    >
      <Group gap="xs" align="flex-end" mt={4}>
        <TextInput
          label={`Note: ${title}`}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
          data-autofocus
        />
        <Button type="submit" size="xs" variant="default" loading={tick.isPending}>
          Tick with this note
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
