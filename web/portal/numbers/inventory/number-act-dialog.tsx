import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { startOfDay } from '../../../shared/format/dates.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { AccountSelect } from '../../shared/account-select.tsx'
import { ACTS, type NumberAct } from './number-acts.ts'

interface NumberActDialogProps {
  readonly act: NumberAct
  readonly numbers: readonly string[]
  readonly onClose: () => void
  readonly onDone?: () => void
}

/** Asks what an act with numbers needs, and says what it does. */
export function NumberActDialog({ act, numbers, onClose, onDone }: NumberActDialogProps): ReactNode {
  const [accountId, setAccountId] = useState('')
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const timeZone = useTimeZone()
  const which = numbers.length === 1 ? phoneText(numbers[0] ?? '') : plural(numbers.length, 'number')
  const done = {
    silent: true,
    done: `${which}: ${DONE[act]}`,
    onDone: () => {
      onDone?.()
      onClose()
    },
  }
  const reserve = useChange('reserveNumbers', done)
  const release = useChange('releaseReservations', done)
  const service = useChange('putInService', done)
  const quarantine = useChange('endQuarantine', done)
  const retire = useChange('retireNumbers', done)
  const change = { reserve, release, service, quarantine, retire }[act]
  const send = (): void => {
    const body = { numbers: [...numbers] }
    switch (act) {
      case 'reserve':
        return reserve.mutate({
          body: {
            ...body,
            ...(accountId !== '' && { accountId }),
            ...(until !== '' && { until: startOfDay(until, timeZone) }),
          },
        })
      case 'release':
        return release.mutate({ body })
      case 'service':
        return service.mutate({ body })
      case 'quarantine':
        return quarantine.mutate({ body: { ...body, reason } })
      case 'retire':
        return retire.mutate({ body: { ...body, reason } })
      default:
        return act satisfies never
    }
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`${ACTS[act].label}: ${which}`}
      consequences={CONSEQUENCES[act]}
      action={`${ACTS[act].action} ${plural(numbers.length, 'number')}`.replace('End quarantine', 'End quarantine of')}
      isDangerous={ACTS[act].isDangerous}
      isBusy={change.isPending}
      failure={change.isError ? detailOf(change.error) : undefined}
      onConfirm={send}
    >
      {act === 'reserve' && (
        <>
          <AccountSelect
            label="For whom"
            description="Empty: for whoever comes"
            status="new,active,suspended"
            value={accountId}
            onChange={setAccountId}
          />
          <TextInput
            type="date"
            label="Until"
            description="Empty: three days from now; 90 days at the most"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </>
      )}
      {(act === 'quarantine' || act === 'retire') && (
        <TextInput
          label="Why"
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </ConfirmDialog>
  )
}

const DONE: Readonly<Record<NumberAct, string>> = {
  reserve: 'reserved',
  release: 'available again',
  service: 'in service',
  quarantine: 'out of quarantine',
  retire: 'retired',
}

const CONSEQUENCES: Readonly<Record<NumberAct, readonly string[]>> = {
  reserve: ['Nobody else can be given them until then. After that they are available again by themselves.'],
  release: ['They are available to everybody again.'],
  service: ['Their port to you is complete: they are available from now on.'],
  quarantine: [
    'They are available at once. Callers of whoever had them before may still ring.',
    'It is noted who ended the quarantine, and why.',
  ],
  retire: [
    'They are out of service for good: given back to the carrier, or ported away.',
    'Adding one again brings it back, should that ever be needed.',
  ],
}
