import { Center, Loader } from '@mantine/core'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { ApiProblem } from '../api/api-problem.ts'
import { chooseReseller, chosenReseller } from '../api/chosen-reseller.ts'
import { useRead } from '../api/hooks.ts'
import { useOwnBrand } from '../brand/use-own-brand.ts'
import { ErrorState } from '../feedback/error-state.tsx'
import { BehalfBar } from './behalf-bar.tsx'
import { SessionProvider, type Session } from './session.ts'
import { SignInAgain } from './sign-in-again.tsx'
import { WrongPortal } from './wrong-portal.tsx'

interface SessionGateProps {
  /** Whom this portal is not for, and where they belong. */
  readonly elsewhere: (session: Session) => string | undefined
  readonly children: ReactNode
}

const SESSION_MS = 300_000

/** Lets people in who are signed in; leads the others to the sign-in page, and back from there. */
export function SessionGate({ elsewhere, children }: SessionGateProps): ReactNode {
  const session = useRead('readSession', {}, { every: SESSION_MS })
  const navigate = useNavigate()
  const router = useRouter()
  const { basepath } = router
  const { data, error } = session
  // Whoever was in before is asked to sign in again where they are.
  const isUnknown = data === undefined && error instanceof ApiProblem && error.status === 401
  const isResellerGone = error instanceof ApiProblem && error.status === 404 && chosenReseller() !== null
  const other = data === undefined ? undefined : elsewhere(data)
  const isOtherHere = other !== undefined && other === basepath
  useEffect(() => {
    if (!isUnknown) return
    // Read once: while the sign-in page is on its way, here is there already.
    const here = router.state.location.href
    void navigate({ to: '/sign-in', search: here === '/' ? {} : { next: here }, replace: true })
  }, [isUnknown, navigate, router])
  useEffect(() => {
    if (other !== undefined && !isOtherHere) location.replace(other)
  }, [other, isOtherHere])
  useEffect(() => {
    if (!isResellerGone) return
    chooseReseller(undefined)
    location.reload()
  }, [isResellerGone])

  if (data !== undefined && isOtherHere) return <WrongPortal session={data} />
  if (data !== undefined && other === undefined) return <Inside session={data}>{children}</Inside>
  if (session.isError && !isUnknown && !isResellerGone)
    return <ErrorState error={error} what="the portal" onRetry={() => void session.refetch()} />
  return <Waiting />
}

function Inside({ session, children }: { readonly session: Session; readonly children: ReactNode }): ReactNode {
  const isBrandReady = useOwnBrand(session)
  if (!isBrandReady) return <Waiting />
  return (
    <SessionProvider value={session}>
      {session.onBehalf !== null && <BehalfBar />}
      {children}
      <SignInAgain session={session} />
    </SessionProvider>
  )
}

function Waiting(): ReactNode {
  return (
    <Center h="100vh" role="status" aria-label="Loading">
      <Loader type="dots" />
    </Center>
  )
}
