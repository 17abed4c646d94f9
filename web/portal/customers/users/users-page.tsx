import { Button, Group, Text } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { InviteDialog } from '../../../shared/users/invite-dialog.tsx'
import { userColumns, type AccountUser } from '../../../shared/users/user-columns.tsx'
import { UserDialog } from '../../../shared/users/user-dialog.tsx'
import { UserMenu } from '../../../shared/users/user-menu.tsx'
import { CUSTOMER_ROLE_OPTIONS } from '../../../shared/users/user-words.ts'
import { useAccount } from '../account-context.tsx'
import { useActs } from '../acts/acts.ts'

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Name or e-mail address' },
  {
    kind: 'choice',
    field: 'role',
    label: 'Role',
    options: CUSTOMER_ROLE_OPTIONS,
  },
]

/** Who may sign in for a customer, and to what. */
export function Page(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const { acts, open } = useActs(account)
  const [isInviting, setInviting] = useState(false)
  const [edited, setEdited] = useState<AccountUser>()
  const canWrite = may('users.write') && account.status !== 'cancelled'
  const columns = useMemo(
    () =>
      userColumns(
        timeZone,
        canWrite ? (user) => <UserMenu account={account} user={user} onEdit={() => setEdited(user)} /> : undefined,
      ),
    [timeZone, canWrite, account],
  )
  const invite = canWrite && <Button onClick={() => setInviting(true)}>Invite users</Button>
  return (
    <PageFrame
      title="Users"
      actions={
        <Group gap="xs">
          {acts.some(({ key }) => key === 'sign-in-as') && (
            <Button variant="default" onClick={() => open('sign-in-as')}>
              Sign in as this customer
            </Button>
          )}
          {invite}
        </Group>
      }
    >
      <Text size="sm" c="dimmed" maw={640}>
        Administrators see and manage everything of the account; users, the numbers given to them.
      </Text>
      <List
        endpoint="listUsers"
        params={{ accountId: account.id }}
        label="Users"
        columns={columns}
        filters={FILTERS}
        idOf={({ id }) => id}
        nameOf={({ email }) => email}
        empty={
          <EmptyState
            title="Nobody can sign in for this customer yet"
            words="Invite its people: they get an e-mail and set a password of their own."
            action={invite}
          />
        }
      />
      {isInviting && <InviteDialog account={account} onClose={() => setInviting(false)} />}
      {edited !== undefined && <UserDialog account={account} user={edited} onClose={() => setEdited(undefined)} />}
    </PageFrame>
  )
}
