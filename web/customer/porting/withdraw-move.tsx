import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange } from '../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'
import { amountOf, moneyText } from '../../shared/format/money.ts'
import type { Port } from '../../shared/porting/port-words.ts'

/** Gives a move up, until it has begun; says first what that costs. */
export function WithdrawMove({ port }: { readonly port: Port }): ReactNode {
  const navigate = useNavigate()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const isDraft = port.state === 'draft'
  const withdraw = useChange('withdrawPort', {
    silent: true,
    done: isDraft ? 'The request is given up' : 'The move is given up',
    onDone: () => {
      setAsked(false)
      if (isDraft) void navigate({ to: '/porting', ignoreBlocker: true })
    },
  })
  const words = reason.trim()
  return (
    <div>
      <Button
        {...(isDraft
          ? { variant: 'subtle', color: 'gray', size: 'compact-sm' }
          : { variant: 'default', c: 'var(--negative)' })}
        onClick={() => setAsked(true)}
      >
        {isDraft ? 'Give this request up' : 'Give this move up'}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={isDraft ? 'Give this request up?' : 'Give this move up?'}
        consequences={isDraft ? DRAFT : consequencesOf(port)}
        action={isDraft ? 'Give request up' : 'Give move up'}
        isBusy={withdraw.isPending}
        failure={withdraw.error === null ? undefined : detailOf(withdraw.error)}
        onConfirm={() =>
          withdraw.mutate({
            params: { portId: port.id },
            body: {
              reason: words !== '' ? words : isDraft ? 'Given up before it was sent' : 'Given up by the customer',
            },
            ifVersion: port.version,
          })
        }
      >
        {!isDraft && (
          <TextInput
            label="Why, if you want to say"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </ConfirmDialog>
    </div>
  )
}

const DRAFT = ['Nothing was sent and nothing is charged. The numbers stay where they are.']

function consequencesOf({ losingCarrier, withdrawalFee, feesTotal }: Port): readonly string[] {
  return [
    `The numbers stay with ${losingCarrier ?? 'your present provider'}, and the order there is taken back.`,
    amountOf(withdrawalFee) > 0n
      ? `As the day is set already, this costs ${moneyText(withdrawalFee)} ex GST.`
      : 'Giving it up now costs nothing more.',
    ...(amountOf(feesTotal) > 0n ? [`The ${moneyText(feesTotal)} ex GST charged so far is not given back.`] : []),
    'Another move of them begins anew, with its own fee.',
  ]
}
