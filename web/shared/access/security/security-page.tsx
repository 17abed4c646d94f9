import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../api/hooks.ts'
import { EmptyState } from '../../feedback/empty-state.tsx'
import { Loaded } from '../../feedback/loaded.tsx'
import { PageFrame } from '../../layout/page.tsx'
import { useSession } from '../session.ts'
import { Authenticator } from './authenticator.tsx'
import { LoginActivity } from './login-activity.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { Passkeys } from './passkeys.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { WhoYouAre } from './who-you-are.tsx'

/** How somebody signs in, in either portal: name, address, password, second factors, sessions, what happened. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Your sign-in and security" width="form">
      <Security />
    </PageFrame>
  )
}

function Security(): ReactNode {
  const { onBehalf, name } = useSession()
  const login = useRead('readLogin', {}, { enabled: onBehalf === null })
  if (onBehalf !== null) {
    return (
      <EmptyState
        title="Nobody can change this for somebody else"
        words={`You are signed in as ${name}. Passwords, second factors and sessions are theirs alone.`}
      />
    )
  }
  return (
    <Loaded query={login} what="how you sign in">
      {(found) => (
        <Stack gap="lg">
          <WhoYouAre login={found} />
          <Authenticator login={found} />
          <Passkeys login={found} />
          <RecoveryCodes login={found} />
          <OwnSessions />
          <LoginActivity />
        </Stack>
      )}
    </Loaded>
  )
}
