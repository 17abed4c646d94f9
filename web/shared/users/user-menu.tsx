import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useChange } from '../api/hooks.ts'
import { ConfirmDialog } from '../feedback/confirm-dialog.tsx'
import type { AccountUser } from './user-columns.tsx'
import type { UsersOf } from './user-words.ts'

interface UserMenuProps {
  readonly account: UsersOf
  readonly user: AccountUser
  readonly onEdit: () => void
}

/** What can be done with a user of a customer. */
export function UserMenu({ account, user, onEdit }: UserMenuProps): ReactNode {
  const [isRemoving, setRemoving] = useState(false)
  const params = { accountId: account.id, userId: user.id }
  const called = user.name === '' ? user.email : user.name
  const again = useChange('inviteUserAgain', { done: `Invitation sent again to ${user.email}` })
  const remove = useChange('removeUser', { done: `${called} has no access any more`, onDone: () => setRemoving(false) })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`What can be done with ${called}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>Role and numbers</Menu.Item>
          {user.status === 'invited' && (
            <Menu.Item onClick={() => again.mutate({ params })}>Send the invitation again</Menu.Item>
          )}
          <Menu.Item c="var(--negative)" onClick={() => setRemoving(true)}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={`Remove ${called}?`}
        action="Remove user"
        consequences={[
          `${called} is signed out at once and sees nothing of ${account.name} any more.`,
          'Other places the person signs in to stay.',
        ]}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ params })}
      />
    </>
  )
}
