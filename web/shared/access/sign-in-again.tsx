import { Anchor, Modal, Stack, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { call } from '../api/client.ts'
import { setSigningIn } from '../api/confirmation.ts'
import type { Session } from './session.ts'

const SignInForm = lazy(async () => ({ default: (await import('./sign-in-form.tsx')).SignInForm }))

/**
 * When a session ends while somebody works: asks them to sign in again over the page, which stays as it is with all that was
 * typed there.
 */
export function SignInAgain({ session }: { readonly session: Session }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const asked = useRef<Promise<boolean>>(undefined)
  const answer = useRef<(isIn: boolean) => void>(() => {})
  const { basepath } = useRouter()
  useEffect(() => {
    setSigningIn(() => {
      // However much failed at once, one dialog answers for all.
      asked.current ??= new Promise((done) => {
        answer.current = done
        setOpen(true)
      })
      return asked.current
    })
    return () => setSigningIn(undefined)
  }, [])
  const close = (isIn: boolean): void => {
    setOpen(false)
    asked.current = undefined
    answer.current(isIn)
  }
  const goOn = async (): Promise<void> => {
    const now = await call('readSession', {})
    const isSame = (['id', 'accountId', 'resellerId', 'role'] as const).every((field) => now[field] === session[field])
    if (isSame) close(true)
    // Somebody else: nothing of this page is theirs.
    else location.assign(basepath)
  }
  return (
    <Modal opened={isOpen} onClose={() => close(false)} title="Your session has ended" size={420}>
      <Stack>
        <Text size="sm">
          You were signed out, by the clock or from elsewhere. Sign in again to go on: what is on this page stays.
        </Text>
        <Suspense fallback={null}>
          <SignInForm email={session.email ?? undefined} onSignedIn={goOn} />
        </Suspense>
        <Anchor size="sm" href={`${basepath === '/' ? '' : basepath}/sign-in`}>
          Leave this page and sign in as somebody else
        </Anchor>
      </Stack>
    </Modal>
  )
}
