import { Button, Group, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { detailOf } from '../../../../shared/api/api-problem.ts'
import { useChange } from '../../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../../shared/feedback/confirm-dialog.tsx'
import { instantText } from '../../../../shared/format/dates.ts'
import type { CutOverDay } from '../../../../shared/porting/day/day-words.ts'
import classes from '../../../../shared/porting/day/day.module.css'

/** What the customer says is badly wrong and nobody has looked after yet. */
export function AlarmCard({ day, timeZone }: { readonly day: CutOverDay; readonly timeZone: string }): ReactNode {
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const open = day.alarms.filter(({ settledAt }) => settledAt === null)
  if (open.length === 0) return null
  return (
    <div className={classes['urgent']} role="alert">
      <Text fw={600}>Urgent: something is badly wrong</Text>
      {open.map(({ id, words, by, at }) => (
        <div key={id}>
          <Text size="sm" className={classes['said']}>
            {words}
          </Text>
          <Text size="sm" c="dimmed">
            {by}, {instantText(at, timeZone)}
          </Text>
        </div>
      ))}
      {may('ports.work') && (
        <Group mt="xs">
          <Button size="xs" onClick={() => setOpen(true)}>
            Settle it
          </Button>
          <Text size="sm" c="dimmed">
            or return the numbers by the steps above.
          </Text>
        </Group>
      )}
      {isOpen && <SettleDialog portId={day.portId} onClose={() => setOpen(false)} />}
    </div>
  )
}

function SettleDialog({ portId, onClose }: { readonly portId: string; readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState('')
  const settle = useChange('settlePortAlarm', { silent: true, done: 'Settled', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Settle what is urgent"
      action="Settle it"
      isDangerous={false}
      isBusy={settle.isPending}
      failure={settle.isError ? detailOf(settle.error) : undefined}
      onConfirm={() => settle.mutate({ params: { portId }, body: { words: words.trim() } })}
    >
      <Textarea
        label="What was done"
        description="The customer reads it on the timeline."
        autosize
        minRows={2}
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        data-autofocus
      />
    </ConfirmDialog>
  )
}
