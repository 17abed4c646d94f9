import { Center, Loader } from '@mantine/core'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { ApiProblem } from '../api/api-problem.ts'
import { useRead } from '../api/hooks.ts'
import { ErrorState } from '../feedback/error-state.tsx'
import { SessionProvider, type Session } from './session.ts'

interface SessionGateProps {
  /** Whom this portal is not for, and where they belong. */
  readonly elsewhere: (session: Session) => string | undefined
  readonly children: ReactNode
}

/** Lets people in who are signed in; leads the others to the sign-in page, and back from there. */
export function SessionGate({ elsewhere, children }: SessionGateProps): ReactNode {
  const session = useRead('readSession', {}, { every: 300_000 })
  const navigate = useNavigate()
  const here = useRouterState({ select: ({ location }) => location.href })
  const isUnknown = session.error instanceof ApiProblem && session.error.status === 401
  const other = session.data === undefined ? undefined : elsewhere(session.data)
  useEffect(() => {
    if (isUnknown) void navigate({ to: '/sign-in', search: { next: here }, replace: true })
  }, [isUnknown, navigate, here])
  useEffect(() => {
    if (other !== undefined) location.replace(other)
  }, [other])
  if (session.data !== undefined && other === undefined && !isUnknown)
    return <SessionProvider value={session.data}>{children}</SessionProvider>
  if (session.isError && !isUnknown)
    return <ErrorState error={session.error} what="the portal" onRetry={() => void session.refetch()} />
  return (
    <Center h="100vh" role="status" aria-label="Loading">
      <Loader />
    </Center>
  )
}
