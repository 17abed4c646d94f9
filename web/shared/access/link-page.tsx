import { Anchor, Button, Skeleton, Stack } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ApiProblem, detailOf } from '../api/api-problem.ts'
import { useRead } from '../api/hooks.ts'
import type { Answer } from '../api/wire-types.ts'
import { AppLink } from '../router/app-link.tsx'
import { AccessFrame } from './access-frame.tsx'
import { LinkForm } from './link-form.tsx'

type Link = Answer<'readLink'>
type Used = Answer<'useLink'>['status']

/**
 * Where mailed one-time links lead: says what the link is for, takes what it asks for, and uses it. The token stands behind
 * the # and never reaches a log.
 */
export function Page(): ReactNode {
  const token = useRouterState({ select: ({ location }) => location.hash })
  // Another link in the same window is another page.
  return token === '' ? <NoLink /> : <OneLink key={token} token={token} />
}

function OneLink({ token }: { readonly token: string }): ReactNode {
  const [used, setUsed] = useState<Used>()
  const link = useRead('readLink', { body: { token } }, { enabled: used === undefined })
  if (link.data !== undefined) {
    return used === undefined ? (
      <AccessFrame {...PURPOSES[link.data.purpose](link.data)}>
        <LinkForm token={token} link={link.data} onUsed={setUsed} />
      </AccessFrame>
    ) : (
      <Done link={link.data} used={used} />
    )
  }
  if (link.isError) return <Over error={link.error} onRetry={() => void link.refetch()} />
  return (
    <AccessFrame title="One moment">
      <Stack aria-busy="true" role="status" aria-label="Reading the link">
        <Skeleton h={14} w="80%" />
        <Skeleton h={36} />
        <Skeleton h={36} />
      </Stack>
    </AccessFrame>
  )
}

const PURPOSES: Record<Link['purpose'], (link: Link) => { readonly title: string; readonly words: string }> = {
  'first-operator': () => ({ title: 'Welcome', words: 'You become the operator of this installation.' }),
  invite: ({ accountName, resellerName, email, password }) => ({
    title: 'You are invited',
    words: `${accountName ?? resellerName ?? 'This installation'} invites ${email ?? 'you'}. ${
      password === 'own'
        ? 'You have a sign-in here already: enter its password, and the new place is yours too.'
        : 'Choose a password to sign in with.'
    }`,
  }),
  reset: ({ email }) => ({ title: 'A new password', words: `For ${email ?? 'your sign-in'}.` }),
  email: ({ newEmail }) => ({
    title: 'Confirm your address',
    words: `From now on you sign in as ${newEmail ?? 'your new address'}.`,
  }),
}

const DONE: Record<Link['purpose'], string> = {
  'first-operator': 'You are the operator',
  invite: 'You are in',
  reset: 'Your new password is set',
  email: 'Your address is changed',
}

function Done({ link, used }: { readonly link: Link; readonly used: Used }): ReactNode {
  const isIn = used === 'signed_in'
  const words = {
    'first-operator': 'You are signed in. Next: open the first reseller.',
    invite: isIn ? 'You are signed in.' : 'Sign in as you always do.',
    reset: 'All other sessions of yours have ended. Sign in with the new password.',
    email: `Sign in as ${link.newEmail ?? 'your new address'}.`,
  }[link.purpose]
  return (
    <AccessFrame title={DONE[link.purpose]} words={words}>
      <Button component={AppLink} to={isIn ? '/' : '/sign-in'}>
        {isIn ? 'Go on' : 'Sign in'}
      </Button>
    </AccessFrame>
  )
}

interface OverProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** Used, withdrawn or too old, mistyped, or not to be read just now. */
function Over({ error, onRetry }: OverProps): ReactNode {
  const isOver = error instanceof ApiProblem && [404, 410, 422].includes(error.status)
  if (!isOver) {
    return (
      <AccessFrame title="The link could not be read" words={detailOf(error)}>
        <Button onClick={onRetry}>Try again</Button>
      </AccessFrame>
    )
  }
  return (
    <AccessFrame
      title="This link is no longer good"
      words="It was used already, or it is too old, or it is not whole. Each link works once."
    >
      <Stack>
        <Button component={AppLink} to="/forgotten-password">
          Mail me a link for a new password
        </Button>
        <Anchor component={AppLink} to="/sign-in" size="sm">
          Sign in
        </Anchor>
      </Stack>
    </AccessFrame>
  )
}

function NoLink(): ReactNode {
  return (
    <AccessFrame title="Something is missing" words="Open the link as it stands in the mail, to its very end.">
      <Anchor component={AppLink} to="/sign-in" size="sm">
        Sign in
      </Anchor>
    </AccessFrame>
  )
}
