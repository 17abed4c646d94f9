import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import { useBrand } from '../brand/brand-context.tsx'
import { placeOf } from '../router/place.ts'
import { useQueryState } from '../router/use-address.ts'
import { AccessFrame } from './access-frame.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** For whoever is not signed in; afterwards back to where they were going. */
export function Page(): ReactNode {
  const { name } = useBrand()
  const [{ next = '/' }] = useQueryState()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [step, setStep] = useState<'password' | 'second factor'>('password')
  const { isSuccess: isSignedIn } = useRead('readSession', {})
  const goOn = (): Promise<void> => navigate({ ...placeOf(next), replace: true })
  useEffect(() => {
    if (isSignedIn) void navigate({ ...placeOf(next), replace: true })
  }, [isSignedIn, navigate, next])
  return (
    <AccessFrame
      title={step === 'password' ? `Sign in to ${name}` : 'Confirm that it is you'}
      words={step === 'password' ? undefined : 'Your password is right. Your sign-in has a second factor, too.'}
    >
      <SignInForm
        onStep={setStep}
        onSignedIn={async () => {
          client.clear()
          await goOn()
        }}
      />
    </AccessFrame>
  )
}
