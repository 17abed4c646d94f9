import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayText } from '../../../shared/format/dates.ts'
import { When } from '../../../shared/format/figures.tsx'
import { useAccount } from '../account-context.tsx'
import { RestrictedNotice } from '../money/overdue/restricted-notice.tsx'
import { useActs } from '../acts/acts.ts'
import { suspensionText } from '../acts/suspension-words.ts'
import { LeavingNotices } from './leaving-notices.tsx'

/** What every page of a customer says first, where something is not as usual. */
export function AccountNotices(): ReactNode {
  const { account, timeZone } = useAccount()
  const { status, suspension, cancelOn, cancelledAt } = account
  const { acts, open } = useActs(account)
  const act = (key: 'reinstate' | 'withdraw'): ReactNode =>
    acts.some((each) => each.key === key) && (
      <Button size="compact-sm" variant="default" hiddenFrom="sm" onClick={() => open(key)}>
        {key === 'reinstate' ? 'Reinstate' : 'Withdraw it'}
      </Button>
    )
  return (
    <>
      <LeavingNotices />
      <RestrictedNotice />
      {status === 'suspended' && suspension !== null && (
        <Notice action={act('reinstate')}>
          <b>Suspended</b> since <When at={suspension.since} timeZone={timeZone} />: {suspensionText(suspension)} Calls
          out are barred, but for emergency numbers.
        </Notice>
      )}
      {cancelOn !== null && (
        <Notice action={act('withdraw')}>
          <b>This account is cancelled on {dayText(cancelOn)}</b>, its bill anniversary, unless that is withdrawn.
        </Notice>
      )}
      {status === 'cancelled' && (
        <Notice>
          <b>Cancelled</b>
          {cancelledAt !== null && (
            <>
              {' '}
              on <When at={cancelledAt} timeZone={timeZone} />
            </>
          )}
          , for good. Calls, statements and payments stay readable for as long as the law asks.
        </Notice>
      )}
    </>
  )
}

interface NoticeProps {
  readonly action?: ReactNode
  readonly children: ReactNode
}

function Notice({ action, children }: NoticeProps): ReactNode {
  return (
    <Alert color="yellow" variant="light" p="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{children}</Text>
        {action}
      </Group>
    </Alert>
  )
}
