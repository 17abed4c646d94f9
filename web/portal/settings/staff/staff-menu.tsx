import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import { useSession } from '../../../shared/access/session.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import type { Member } from './staff-roles.ts'

interface StaffMenuProps {
  readonly member: Member
  readonly onChangeRole: () => void
}

/** What can be done about one of the staff. */
export function StaffMenu({ member, onChangeRole }: StaffMenuProps): ReactNode {
  const { email } = useSession()
  const [isRemoving, setRemoving] = useState(false)
  const again = useChange('inviteStaffAgain', { done: `Invitation sent again to ${member.email}` })
  const remove = useChange('removeStaff', { done: `${member.email} has no access any more` })
  const params = { userId: member.id }
  const called = member.name === '' ? member.email : member.name
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`What to do about ${called}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onChangeRole}>Change role</Menu.Item>
          {member.status === 'invited' && (
            <Menu.Item onClick={() => again.mutate({ params })}>Send the invitation again</Menu.Item>
          )}
          {member.email !== email && (
            <Menu.Item c="var(--negative)" onClick={() => setRemoving(true)}>
              Remove from staff
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={`Remove ${called} from the staff?`}
        consequences={[
          'The person is signed out everywhere at once.',
          'What was done under the name stays in the audit.',
        ]}
        action="Remove from staff"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ params }, { onSuccess: () => setRemoving(false) })}
      />
    </>
  )
}
