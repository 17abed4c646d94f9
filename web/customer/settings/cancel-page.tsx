import { Alert, Button, List, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { dayText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'
import { phoneText } from '../../shared/format/phone.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

type Account = Answer<'readAccount'>

/** Ends the service at the end of the month that is paid, and says first what that means. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const account = useRead('readAccount', { params: { accountId } })
  return (
    <PageFrame title="Cancel the service" width="form" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={account} what="your account">
        {(data) => <Cancelling account={data} />}
      </Loaded>
    </PageFrame>
  )
}

function Cancelling({ account }: { readonly account: Account }): ReactNode {
  const may = useMay()
  if (account.cancelOn !== null) return <Withdrawing account={account} cancelOn={account.cancelOn} />
  if (!may('accounts.cancel') || !account.allowedSteps.includes('schedule-cancellation')) {
    return (
      <EmptyState
        title={account.status === 'cancelled' ? 'The service has ended' : 'There is nothing to cancel here now'}
        words={account.statusMeaning}
      />
    )
  }
  return <Ending account={account} />
}

function Withdrawing({ account, cancelOn }: { readonly account: Account; readonly cancelOn: string }): ReactNode {
  const keep = useChange('withdrawCancellation', { done: 'The service goes on' })
  return (
    <Stack>
      <Text>{`Your service ends on ${dayText(cancelOn)}. Until then everything works, and you can change your mind.`}</Text>
      {account.allowedSteps.includes('withdraw-cancellation') && (
        <div>
          <Button
            loading={keep.isPending}
            onClick={() => keep.mutate({ params: { accountId: account.id }, body: {}, ifVersion: account.version })}
          >
            Keep the service
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Ending({ account }: { readonly account: Account }): ReactNode {
  const preview = useRead('previewCancellation', { params: { accountId: account.id } })
  return (
    <Loaded query={preview} what="what it would mean">
      {(data) => <Consequences account={account} preview={data} />}
    </Loaded>
  )
}

interface ConsequencesProps {
  readonly account: Account
  readonly preview: Answer<'previewCancellation'>
}

function Consequences({ account, preview }: ConsequencesProps): ReactNode {
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const { anniversary, confirm } = preview
  const end = anniversary === null ? 'the end of this month of your bills' : dayText(anniversary)
  const words = meaningOf(preview, end)
  const cancel = useChange('cancelAccount', {
    silent: true,
    done: `Your service ends on ${end}`,
    onDone: () => setAsked(false),
  })
  return (
    <Stack>
      <Alert color="gray" variant="light" title="Moving to another provider?">
        Ask them to take your numbers over first, and cancel when that is done: a number whose service has ended is
        lost.
      </Alert>
      <Section title="What happens">
        <List spacing="xs">
          {words.map((each) => (
            <List.Item key={each}>{each}</List.Item>
          ))}
        </List>
      </Section>
      <Textarea
        label="Why are you leaving?"
        description="In a few words. It helps us to do better."
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={fault}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setFault(undefined)
        }}
      />
      <div>
        <Button
          color="red"
          onClick={() =>
            reason.trim() === ''
              ? setFault('Write a few words; they go to the people who look after you.')
              : setAsked(true)
          }
        >
          Cancel service
        </Button>
      </div>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={`End the service on ${end}?`}
        consequences={words}
        action="Cancel service"
        typed={confirm}
        isBusy={cancel.isPending}
        failure={cancel.error === null ? undefined : detailOf(cancel.error)}
        onConfirm={() =>
          cancel.mutate({
            params: { accountId: account.id },
            body: { mode: 'anniversary', confirm, reason: reason.trim() },
            ifVersion: account.version,
          })
        }
      />
    </Stack>
  )
}

/** What the preview says, to the customer itself. */
function meaningOf(
  { numbers, numberCount, forfeited, openOrders, userCount, planName }: Answer<'previewCancellation'>,
  end: string,
): readonly string[] {
  const isLost = !/^0(\.0*)?$/.test(forfeited)
  return [
    `Everything works until ${end}. Until then you can change your mind; after that it cannot be undone.`,
    ...(planName === null ? [] : [`${planName} is paid until then. Nothing is given back.`]),
    ...(numberCount === 0
      ? []
      : [
          numberCount === 1
            ? `Your number ${phoneText(numbers[0] ?? '')} stops working and may be given to others.`
            : `Your ${numberCount} numbers stop working and may be given to others.`,
        ]),
    ...(isLost ? [`Credit that is left is lost: ${moneyText(forfeited)} at present.`] : []),
    ...(openOrders.length === 0 ? [] : ['Orders for numbers that are still open are given up.']),
    ...(userCount === 0 ? [] : ['Nobody can sign in here any more. Save the bills you need.']),
    'What you owe for calls until then comes on a last bill.',
  ]
}
