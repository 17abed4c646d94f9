import { Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { dayText } from '../../shared/format/dates.ts'
import { useTimeZone, When } from '../../shared/format/figures.tsx'
import { phoneText } from '../../shared/format/phone.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { StatusBadge } from '../../shared/layout/status-badge.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useParam } from '../../shared/router/use-address.ts'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'
import { dayAfter } from '../shared/day-after.ts'
import {
  connectionText,
  LINE_WORDS,
  numberPlace,
  numberStanding,
  priceWords,
  type AccountNumber,
} from './number-words.ts'

/** One number: what it is, what it costs, its calls, and how to end it. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const number = useParam('number')
  const query = useRead('readAccountNumber', { params: { accountId, number } })
  return (
    <Loaded query={query} what="the number">
      {(line) => <NumberHere line={line} />}
    </Loaded>
  )
}

function NumberHere({ line }: { readonly line: AccountNumber }): ReactNode {
  const may = useMay()
  const timeZone = useTimeZone()
  const standing = numberStanding(line, timeZone)
  const connection = connectionText(line.registration)
  const { number, port, callLimit, since, numberPlan, block } = line
  return (
    <PageFrame
      title={phoneText(number)}
      aside={<StatusBadge tone={standing.tone}>{standing.text}</StatusBadge>}
      crumbs={[{ label: 'Numbers', to: '/numbers' }]}
      actions={
        <>
          <Button component={AppLink} to="/calls" search={{ number } as never} variant="default">
            Calls of this number
          </Button>
          {port !== null && may('ports.read') && (
            <Button component={AppLink} to={`/porting/${port.id}`} variant="default">
              How the move stands
            </Button>
          )}
        </>
      }
    >
      <Facts
        facts={[
          { label: 'Where', value: numberPlace(line) },
          { label: 'Type', value: LINE_WORDS[line.lineType] },
          { label: 'Plan', value: numberPlan.name },
          { label: 'Price ex GST', value: priceWords(line) },
          { label: 'Calls at once', value: callLimit ?? 'As many as the account has' },
          { label: 'With us since', value: <When at={since} timeZone={timeZone} /> },
          ...(connection === null ? [] : [{ label: 'Now', value: connection }]),
          ...(block === null ? [] : [{ label: 'Block of 100 from', value: phoneText(block.firstNumber) }]),
        ]}
      />
      {may('numbers.cancel') && line.status === 'assigned' && <Ending line={line} />}
    </PageFrame>
  )
}

function Ending({ line }: { readonly line: AccountNumber }): ReactNode {
  const { number, cancelOn, block } = line
  const accountId = useAccountId()
  const { data: overview } = useOverview()
  const [isAsked, setAsked] = useState(false)
  const close = (): void => setAsked(false)
  const name = phoneText(number)
  const cancel = useChange('cancelAccountNumber', {
    silent: true,
    done: (after) => `${name} ends on ${dayText(after.cancelOn ?? '')}`,
    onDone: close,
  })
  const keep = useChange('withdrawNumberCancellation', { done: `${name} stays` })
  const ask = { params: { accountId, number }, body: { wholeBlock: block !== null } }
  if (cancelOn !== null) {
    return (
      <Section title="This number ends">
        <Text mb="sm">{`It works until ${dayText(cancelOn)}. After that others may get it.`}</Text>
        <Button loading={keep.isPending} onClick={() => keep.mutate(ask)}>
          Keep the number
        </Button>
      </Section>
    )
  }
  const end = overview === undefined ? 'the end of this month of your bills' : dayText(dayAfter(overview.cycle.to))
  return (
    <Section title="Give the number up">
      <Text mb="sm">{`It would work until ${end}, and you can change your mind until then.`}</Text>
      <Button variant="default" c="var(--negative)" onClick={() => setAsked(true)}>
        Cancel number
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={close}
        title={block === null ? `Cancel ${name}?` : `Cancel the block of 100 from ${phoneText(block.firstNumber)}?`}
        consequences={[
          ...(block === null ? [] : [`${name} came in a block of 100 numbers, which end together.`]),
          `It works until ${end}; it is paid until then and nothing is given back.`,
          'From then on nobody reaches you by it, and later somebody else may get it.',
          ...(line.numberPlan.isBundled
            ? ['Your plan costs the same without it.']
            : [`You no longer pay ${priceWords(line)} ex GST.`]),
        ]}
        action={block === null ? 'Cancel number' : 'Cancel 100 numbers'}
        isBusy={cancel.isPending}
        failure={cancel.error === null ? undefined : detailOf(cancel.error)}
        onConfirm={() => cancel.mutate(ask)}
      />
    </Section>
  )
}
