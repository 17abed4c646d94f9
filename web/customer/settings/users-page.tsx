import { Button, Text } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { useMay, useSession } from '../../shared/access/session.ts'
import { useTimeZone } from '../../shared/format/figures.tsx'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { List } from '../../shared/list/list-page.tsx'
import { InviteDialog } from '../../shared/users/invite-dialog.tsx'
import { userColumns, type AccountUser } from '../../shared/users/user-columns.tsx'
import { UserDialog } from '../../shared/users/user-dialog.tsx'
import { UserMenu } from '../../shared/users/user-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'

/** Who may sign in, and to what. */
export function Page(): ReactNode {
  const id = useAccountId()
  const { data: overview } = useOverview()
  const { onBehalf, id: ownId } = useSession()
  const may = useMay()
  const timeZone = useTimeZone()
  const [isInviting, setInviting] = useState(false)
  const [edited, setEdited] = useState<AccountUser>()
  const name = overview?.name ?? ''
  const account = useMemo(() => ({ id, name }), [id, name])
  const mayWrite = may('users.write') && onBehalf === null && overview?.status !== 'cancelled'
  const columns = useMemo(
    () =>
      userColumns(
        timeZone,
        mayWrite
          ? (user) => user.id !== ownId && <UserMenu account={account} user={user} onEdit={() => setEdited(user)} />
          : undefined,
      ),
    [timeZone, mayWrite, account, ownId],
  )
  const invite = mayWrite && <Button onClick={() => setInviting(true)}>Invite people</Button>
  return (
    <PageFrame title="People who may sign in" crumbs={[{ label: 'Settings', to: '/settings' }]} actions={invite}>
      <Text maw={640}>
        Administrators see and manage everything here: bills, numbers, people. Users see the numbers you give them and
        the calls of those, and nothing of your bills.
      </Text>
      <List
        endpoint="listUsers"
        params={{ accountId: id }}
        label="People"
        columns={columns}
        idOf={(user) => user.id}
        nameOf={({ email }) => email}
        empty={
          <EmptyState
            title="Nobody can sign in yet"
            words="Invite somebody: they get an e-mail and set a password of their own."
            action={invite}
          />
        }
      />
      {isInviting && <InviteDialog account={account} onClose={() => setInviting(false)} />}
      {edited !== undefined && <UserDialog account={account} user={edited} onClose={() => setEdited(undefined)} />}
    </PageFrame>
  )
}
