import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { canSplit } from './port-states.ts'
import classes from './port.module.css'

/** Lets some numbers go on by themselves, where they meet another fate than the others. */
export function SplitButton({ port }: { readonly port: Port }): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  if (!may('ports.work') || !canSplit(port)) return null
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => dialog.open('split')}>
        Split
      </Button>
      {dialog.name === 'split' && <SplitDialog port={port} onClose={dialog.close} />}
    </>
  )
}

function SplitDialog({ port, onClose }: { readonly port: Port; readonly onClose: () => void }): ReactNode {
  const [numbers, setNumbers] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<string>()
  const navigate = useNavigate()
  const change = useChange('splitPort', {
    silent: true,
    done: 'Port split',
    onDone: ({ id }) => void navigate({ to: `/porting/${id}` }),
  })
  const act = (): void => {
    if (numbers.length === 0) return setMissing('Tick the numbers that go on by themselves.')
    if (numbers.length === port.numberCount) return setMissing('At least one number stays: untick it.')
    change.mutate({ params: { portId: port.id }, body: { numbers, reason: reason.trim() } })
  }
  const staying = port.numberCount - numbers.length
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Split the port"
      consequences={[
        numbers.length === 0
          ? 'The numbers ticked below go on as a port of their own.'
          : `${plural(numbers.length, 'number')} ${numbers.length === 1 ? 'goes on as a port of its own' : 'go on as a port of their own'}; ${plural(staying, 'number')} ${staying === 1 ? 'stays' : 'stay'} in this one.`,
        'It stands where this one does, in the same attempt. Nothing is charged again for that.',
      ]}
      action="Split port"
      isDangerous={false}
      isBusy={change.isPending}
      failure={missing ?? (change.isError ? detailOf(change.error) : undefined)}
      onConfirm={act}
    >
      <Checkbox.Group
        label="Numbers that go on by themselves"
        value={numbers}
        onChange={(value) => {
          setNumbers(value)
          setMissing(undefined)
        }}
      >
        <Stack gap={6} mt={6} className={classes['answers']}>
          {port.numbers.map((number) => (
            <Checkbox key={number} value={number} label={phoneText(number)} className="figures" />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        label="Why"
        description="The customer reads it."
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
