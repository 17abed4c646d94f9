import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ROLE_WORDS } from '../../../shared/access/role-words.ts'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Ago } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { StaffMenu } from './staff-menu.tsx'
import { STAFF_ROLE_OPTIONS, type Member } from './staff-roles.ts'

const COLUMNS: readonly Column<Member>[] = [
  { key: 'name', heading: 'Name', render: ({ name, email }) => (name === '' ? email : name) },
  { key: 'email', heading: 'E-mail', from: 'sm', render: ({ email }) => email },
  { key: 'role', heading: 'Role', render: ({ role }) => ROLE_WORDS[role] },
  {
    key: 'status',
    heading: 'Status',
    from: 'sm',
    render: ({ status }) =>
      status === 'invited' ? (
        <StatusBadge tone="neutral">Invited</StatusBadge>
      ) : (
        <StatusBadge tone="good">Active</StatusBadge>
      ),
  },
  {
    key: 'factor',
    heading: 'Second factor',
    from: 'md',
    render: ({ hasSecondFactor }) =>
      hasSecondFactor === true ? 'On' : hasSecondFactor === false ? <StatusBadge tone="watch">Off</StatusBadge> : '–',
  },
  {
    key: 'seen',
    heading: 'Last signed in',
    from: 'md',
    render: ({ lastSignedInAt }) => (lastSignedInAt === null ? 'Never' : <Ago at={lastSignedInAt} />),
  },
]

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Name or e-mail' },
  { kind: 'choice', field: 'role', label: 'Role', options: STAFF_ROLE_OPTIONS },
]

/** Who works for the reseller. */
export function Page(): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const [chosen, setChosen] = useState<Member>()
  const isMine = may('staff.write')
  const columns: readonly Column<Member>[] = isMine
    ? [
        ...COLUMNS,
        {
          key: 'acts',
          heading: '',
          align: 'right',
          render: (member) => (
            <StaffMenu
              member={member}
              onChangeRole={() => {
                setChosen(member)
                dialog.open('role')
              }}
            />
          ),
        },
      ]
    : COLUMNS
  const invite = isMine && <Button onClick={() => dialog.open('invite')}>Invite somebody</Button>
  return (
    <PageFrame title="Staff" crumbs={[{ label: 'Settings', to: '/settings' }]} actions={invite}>
      <List
        endpoint="listStaff"
        label="Staff"
        columns={columns}
        filters={FILTERS}
        idOf={({ id }) => id}
        empty={<EmptyState title="Nobody yet" words="Invite those who work here." action={invite} />}
      />
      {dialog.name === 'invite' && <InviteDialog onClose={dialog.close} />}
      {dialog.name === 'role' && chosen !== undefined && <InviteDialog member={chosen} onClose={dialog.close} />}
    </PageFrame>
  )
}
