import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ROLE_WORDS } from '../access/role-words.ts'
import type { Item } from '../api/wire-types.ts'
import { plural } from '../format/counts.ts'
import { When } from '../format/figures.tsx'
import { phoneText } from '../format/phone.ts'
import { StatusBadge } from '../layout/status-badge.tsx'
import type { Column } from '../list/columns.ts'
import { USER_STATUSES } from './user-words.ts'

export type AccountUser = Item<'listUsers'>

/** @param menu what can be done with a user; undefined: nothing by whoever looks. */
export function userColumns(
  timeZone: string,
  menu: ((user: AccountUser) => ReactNode) | undefined,
): readonly Column<AccountUser>[] {
  return [
    {
      key: 'name',
      heading: 'Name',
      render: ({ name, email }) => (
        <>
          <Text size="sm" fw={500}>
            {name === '' ? email : name}
          </Text>
          {name !== '' && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {email}
            </Text>
          )}
        </>
      ),
    },
    { key: 'role', heading: 'Role', render: ({ role }) => ROLE_WORDS[role] },
    { key: 'numbers', heading: 'Numbers', from: 'sm', render: ({ numbers }) => numbersText(numbers) },
    {
      key: 'status',
      heading: 'Status',
      render: ({ status }) => <StatusBadge tone={USER_STATUSES[status].tone}>{USER_STATUSES[status].word}</StatusBadge>,
    },
    {
      key: 'factor',
      heading: 'Two-step sign-in',
      from: 'lg',
      render: ({ hasSecondFactor }) => (hasSecondFactor === null ? '–' : hasSecondFactor ? 'On' : 'Off'),
    },
    {
      key: 'seen',
      heading: 'Last signed in',
      from: 'md',
      render: ({ lastSignedInAt, invitedAt }) =>
        lastSignedInAt === null ? (
          <Text size="sm" c="dimmed">
            never; invited <When at={invitedAt} timeZone={timeZone} />
          </Text>
        ) : (
          <When at={lastSignedInAt} timeZone={timeZone} />
        ),
    },
    ...(menu === undefined ? [] : [{ key: 'acts', heading: '', align: 'right' as const, render: menu }]),
  ]
}

const FEW = 2

function numbersText(numbers: readonly string[] | null): string {
  if (numbers === null) return 'All'
  if (numbers.length === 0) return 'None yet'
  return numbers.length <= FEW ? numbers.map(phoneText).join(', ') : plural(numbers.length, 'number')
}
