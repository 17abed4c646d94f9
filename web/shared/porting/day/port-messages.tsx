import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../access/session.ts'
import { useChange, useRead } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { EmptyState } from '../../feedback/empty-state.tsx'
import { Loaded } from '../../feedback/loaded.tsx'
import { instantText } from '../../format/dates.ts'
import classes from './day.module.css'

export type PortMessage = Answer<'listPortMessages'>['items'][number]

interface PortMessagesProps {
  readonly portId: string
  readonly timeZone: string
}

const STATES: Readonly<Record<PortMessage['status'], string>> = {
  queued: 'on its way',
  waiting: 'waits for the mail server',
  sent: 'sent',
  failed: 'failed',
}

/** Every e-mail about a port, attempt by attempt: to whom, what, and whether it arrived. */
export function PortMessages({ portId, timeZone }: PortMessagesProps): ReactNode {
  const query = useRead('listPortMessages', { params: { portId } })
  return (
    <Loaded query={query} what="the messages">
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="No e-mail yet" words="One goes out at every step the customer should hear of." />
        ) : (
          <ul className={classes['messages']}>
            {items.map((message, index) => (
              <li key={message.mailId}>
                {isNextAttempt(items, index) && (
                  <Text size="xs" fw={600} c="dimmed" pb={4}>
                    Attempt {message.attempt}
                  </Text>
                )}
                <MessageLine message={message} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function isNextAttempt(items: readonly PortMessage[], index: number): boolean {
  const attempt = items[index]?.attempt ?? 0
  const hasSeveral = items.some((one) => one.attempt > 1)
  return hasSeveral && attempt > 0 && items[index - 1]?.attempt !== attempt
}

/** An e-mail about a port: to whom, what, and whether it arrived; one that did not can be sent again. */
export function MessageLine({
  message,
  timeZone,
}: {
  readonly message: PortMessage
  readonly timeZone: string
}): ReactNode {
  const may = useMay()
  const { mailId, to, subject, kind, status, answer, sentAt, queuedAt } = message
  const again = useChange('resendMail', { done: `On its way to ${to} again` })
  const isLost = status === 'failed' || status === 'waiting'
  return (
    <div className={classes['message']}>
      <div>
        <Text size="sm" className={classes['said']}>
          E-mail to {to}: {subject ?? kindWords(kind)}
        </Text>
        <Text size="sm" c={isLost ? 'var(--warning)' : 'dimmed'}>
          {STATES[status]}, {instantText(sentAt ?? queuedAt, timeZone)}
          {isLost && answer !== null && `: ${answer}`}
        </Text>
      </div>
      {isLost && may('mails.write') && (
        <Button
          size="compact-sm"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate({ params: { mailId } })}
        >
          Send again
        </Button>
      )}
    </div>
  )
}

/** `port-date-set` before it has its subject: `date set`. */
function kindWords(kind: string): string {
  return kind.replace(/^port-/, '').replaceAll('-', ' ')
}
