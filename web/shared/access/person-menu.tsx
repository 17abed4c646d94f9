import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { IconBuilding, IconLogout, IconShieldLock, IconUserCircle } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { tellFailure } from '../feedback/toast.tsx'
import { AppLink } from '../router/app-link.tsx'
import { ROLE_WORDS } from './role-words.ts'
import { useSession, type Session } from './session.ts'
import { useSignOut } from './use-sign-out.ts'

type Membership = Session['memberships'][number]

interface PersonMenuProps {
  /** The page about passwords, second factors and sessions. */
  readonly securityPath?: string
  /** More entries of one portal. */
  readonly children?: ReactNode
}

/** Who is signed in: what else they may act as, theme, security, signing out. */
export function PersonMenu({ securityPath, children }: PersonMenuProps): ReactNode {
  const session = useSession()
  const { name, email, role, onBehalf } = session
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  const others = useOtherPlaces(session)
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`${name}: your menu`}>
          <IconUserCircle size={22} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={500} c="var(--ink)" truncate>
            {name}
          </Text>
          <Text size="xs" truncate>
            {email}
          </Text>
          <Text size="xs">{ROLE_WORDS[role]}</Text>
        </Menu.Label>
        {others.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>Go on as</Menu.Label>
            {others.map((membership) => (
              <Menu.Item
                key={membership.id}
                leftSection={<IconBuilding size={16} aria-hidden />}
                onClick={() => void goOnAs(membership)}
              >
                {placeName(membership)}
                <Text size="xs" c="dimmed">
                  {ROLE_WORDS[membership.role]}
                </Text>
              </Menu.Item>
            ))}
          </>
        )}
        {children}
        <Menu.Divider />
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as typeof colorScheme)}>
          <Menu.Label>Theme</Menu.Label>
          <Menu.RadioItem value="light">Light</Menu.RadioItem>
          <Menu.RadioItem value="dark">Dark</Menu.RadioItem>
          <Menu.RadioItem value="auto">As the system</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        {securityPath !== undefined && onBehalf === null && (
          <Menu.Item component={AppLink} to={securityPath} leftSection={<IconShieldLock size={16} aria-hidden />}>
            Your sign-in and security
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What else the person is; on a brand's address for customers only what belongs there. */
function useOtherPlaces({ memberships, accountId, resellerId, role }: Session): readonly Membership[] {
  const { basepath } = useRouter()
  const isPresent = (each: Membership): boolean =>
    each.role === role && each.accountId === accountId && (role === 'operator' || each.resellerId === resellerId)
  const others = memberships.filter((each) => !isPresent(each))
  return accountId !== null && basepath === '/' ? others.filter((each) => each.accountId !== null) : others
}

function placeName({ accountName, accountNumber, resellerName }: Membership): string {
  if (accountName !== null) return `${accountName} (${accountNumber ?? ''})`
  return resellerName ?? 'The installation'
}

async function goOnAs({ id, accountId }: Membership): Promise<void> {
  try {
    await call('chooseMembership', { body: { membershipId: id } })
    location.assign(accountId === null ? '/' : '/my')
  } catch (error) {
    tellFailure(detailOf(error))
  }
}
