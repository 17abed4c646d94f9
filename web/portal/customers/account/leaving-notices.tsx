import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { instantText } from '../../../shared/format/dates.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { leavingText, PORT_OUT_STATE_WORDS, type PortOutLine } from '../../../shared/porting/port-out-words.ts'
import { isUnderWay, useLeaving } from '../../../shared/porting/use-leaving.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useAccount } from '../account-context.tsx'
import classes from './leaving.module.css'

/** Numbers of the customer that another carrier asks for, and warnings that it was not the customer. */
export function LeavingNotices(): ReactNode {
  const { account, timeZone } = useAccount()
  const shown = useLeaving(account.id).filter((portOut) => isUnderWay(portOut) || portOut.isWarning)
  return shown.map((portOut) => (
    <Alert key={portOut.id} color={portOut.isWarning ? 'red' : 'yellow'} variant="light" p="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{noticeText(portOut, timeZone)}</Text>
        <Button component={AppLink} to={`/porting/leaving/${portOut.id}`} size="compact-sm" variant="default">
          {portOut.isWarning ? 'Look at it now' : 'See request'}
        </Button>
      </Group>
    </Alert>
  ))
}

function noticeText(portOut: PortOutLine, timeZone: string): ReactNode {
  const { gainingCarrier, state, cutOverAt, isWarning, isOverdue } = portOut
  if (isWarning) {
    const then = state === 'released' ? 'the numbers are gone already' : 'it was refused'
    return (
      <>
        <b>Not asked for by the customer:</b> {gainingCarrier} wanted {leavingText(portOut)}; {then}. Somebody may be
        trying to take its numbers over.
      </>
    )
  }
  const day = cutOverAt === null ? '' : ` on ${instantText(cutOverAt, timeZone)}`
  return (
    <>
      <b>{leavingText(portOut)}</b> leaves for {gainingCarrier}
      {day}: {PORT_OUT_STATE_WORDS[state].text.toLowerCase()}
      {isOverdue && ', overdue'}.
    </>
  )
}

/** Beside the customer's name: how many requests to leave are open. */
export function LeavingCount(): ReactNode {
  const { account } = useAccount()
  const open = useLeaving(account.id).filter(isUnderWay)
  const [first] = open
  if (first === undefined) return null
  const count = open.reduce((sum, { numbers }) => sum + numbers.length, 0)
  const to = open.length === 1 ? `/porting/leaving/${first.id}` : `/customers/${account.id}/porting`
  return (
    <AppLink to={to} className={classes['badge']}>
      <StatusBadge tone="watch">{count === 1 ? '1 number leaving' : `${count} numbers leaving`}</StatusBadge>
    </AppLink>
  )
}

/** On a number of the customer: that it is leaving. */
export function LeavingBadge({ number }: { readonly number: string }): ReactNode {
  const { account } = useAccount()
  const portOut = useLeaving(account.id).find((each) => isUnderWay(each) && each.numbers.includes(number))
  if (portOut === undefined) return null
  return (
    <AppLink to={`/porting/leaving/${portOut.id}`} className={classes['badge']}>
      <StatusBadge tone="watch">Leaving</StatusBadge>
    </AppLink>
  )
}
