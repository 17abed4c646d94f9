import { Modal } from '@mantine/core'
import { lazy, Suspense, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { dayOf, dayText } from '../../../shared/format/dates.ts'
import { useToday } from '../../../shared/format/figures.tsx'
import { amountOf, priceText } from '../../../shared/format/money.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { useAccount } from '../account-context.tsx'
import type { Line, LineAct } from './line-acts.ts'
import { SipLoginDialog } from './sip-login-dialog.tsx'

/** The form brings the rules of the contract with it: it comes when it is asked for. */
const EditLine = lazy(async () => ({ default: (await import('./edit-line.tsx')).EditLine }))

interface LineDialogsProps {
  readonly act: LineAct
  readonly line: Line
  readonly onClose: () => void
}

/** What is asked before something is done with a number. */
export function LineDialogs({ act, line, onClose }: LineDialogsProps): ReactNode {
  switch (act) {
    case 'edit':
      return (
        <Modal opened onClose={onClose} title={phoneText(line.number)}>
          <Suspense>
            <EditLine line={line} onDone={onClose} />
          </Suspense>
        </Modal>
      )
    case 'sip-login':
      return <SipLoginDialog line={line} onClose={onClose} />
    case 'cancel':
      return <CancelLine line={line} onClose={onClose} />
    case 'withdraw':
      return <WithdrawCancellation line={line} onClose={onClose} />
    case 'remove':
      return <RemoveLine line={line} onClose={onClose} />
    default:
      return act satisfies never
  }
}

type DialogProps = Omit<LineDialogsProps, 'act'>

function useLine({ number, block }: Line) {
  const { account } = useAccount()
  return { params: { accountId: account.id, number }, wholeBlock: block !== null }
}

/** In the price of the calling plan. */
function isFree({ monthlyCharge }: Line): boolean {
  return amountOf(monthlyCharge) === 0n
}

/** All numbers of a block end together. */
function blockWords({ block }: Line): readonly string[] {
  return block === null
    ? []
    : [`It came in a block: all 100 numbers from ${phoneText(block.firstNumber)} on end with it.`]
}

function CancelLine({ line, onClose }: DialogProps): ReactNode {
  const { params, wholeBlock } = useLine(line)
  const { account } = useAccount()
  const plan = useRead('readAccountPlan', { params: { accountId: account.id } }).data
  const number = phoneText(line.number)
  const cancel = useChange('cancelAccountNumber', {
    done: ({ cancelOn }) => `${number} ends on ${cancelOn === null ? 'the anniversary' : dayText(cancelOn)}`,
    onDone: onClose,
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Cancel ${number}?`}
      consequences={[
        plan === undefined
          ? 'It works until the last day of the billing cycle, and ends at the anniversary.'
          : `It works until ${dayText(plan.cycle.to)}, and ends at the anniversary after it.`,
        ...(isFree(line)
          ? []
          : [
              `${priceText(line.monthlyCharge)} a month ex GST are charged no more from then on; nothing is given back.`,
            ]),
        'It then rests before somebody else may have it. Until it ends, this can be withdrawn.',
        ...blockWords(line),
      ]}
      action="Cancel number"
      isBusy={cancel.isPending}
      onConfirm={() => cancel.mutate({ params, body: { wholeBlock } })}
    />
  )
}

function WithdrawCancellation({ line, onClose }: DialogProps): ReactNode {
  const { params, wholeBlock } = useLine(line)
  const number = phoneText(line.number)
  const withdraw = useChange('withdrawNumberCancellation', { done: `${number} goes on`, onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Let ${number} go on?`}
      consequences={[
        `It does not end${line.cancelOn === null ? '' : ` on ${dayText(line.cancelOn)}`}.`,
        ...(isFree(line) ? [] : [`${priceText(line.monthlyCharge)} a month ex GST go on.`]),
      ]}
      action="Withdraw cancellation"
      isDangerous={false}
      isBusy={withdraw.isPending}
      onConfirm={() => withdraw.mutate({ params, body: { wholeBlock } })}
    />
  )
}

function RemoveLine({ line, onClose }: DialogProps): ReactNode {
  const { params, wholeBlock } = useLine(line)
  const { timeZone } = useAccount()
  const number = phoneText(line.number)
  const isNew = dayOf(new Date(line.since), timeZone) === useToday(timeZone)
  const months = useRead('readNumberSettings', {}, { enabled: !isNew }).data?.quarantineMonths
  const remove = useChange('removeAccountNumber', {
    done: ({ removed }) => (removed.length === 1 ? `${number} is removed` : `${removed.length} numbers are removed`),
    onDone: onClose,
  })
  const consequences = isNew
    ? ['It was added today: its charge is given back, and it is free again at once.', 'Calls to it fail from now on.']
    : [
        'Calls to it fail from now on.',
        'Nothing is given back of what was charged for this month.',
        `It rests ${months === undefined ? '' : `${months} months `}before anybody else may have it, and cannot be brought back by a click.`,
      ]
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Remove ${number} now?`}
      consequences={[...consequences, ...blockWords(line)]}
      action="Remove number"
      {...(!isNew && { typed: line.dialled })}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ params, query: { wholeBlock: wholeBlock ? 'true' : 'false' } })}
    />
  )
}
