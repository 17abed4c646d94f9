import { Anchor, Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { ApiProblem, detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { AppLink } from '../router/app-link.tsx'
import { useLockOut } from './lock-out.ts'
import { answerByPasskey, hasPasskeys } from './passkeys.ts'
import { Refusal } from './refusal.tsx'
import { useFirstField } from './use-first-field.ts'
import { SecondFactor, type FactorKind, type Proof } from './second-factor.tsx'

/** A sign-in whose password was right and that waits for its second factor. */
interface Waiting {
  readonly ticket: string
  readonly methods: readonly FactorKind[]
}

interface SignInFormProps {
  /** Whose sign-in it is, where that is known. */
  readonly email?: string | undefined
  readonly onSignedIn: () => Promise<void> | void
  /** Told when the form goes to its second step, and back. */
  readonly onStep?: (step: 'password' | 'second factor') => void
}

/** Signing in: e-mail address and password, then the second factor where there is one; or a passkey alone. */
export function SignInForm({ email: known, onSignedIn, onStep }: SignInFormProps): ReactNode {
  const [waiting, setWaiting] = useState<Waiting>()
  const [failure, setFailure] = useState<string>()
  const begin = (words?: string): void => {
    setWaiting(undefined)
    setFailure(words)
    onStep?.('password')
  }
  if (waiting === undefined) {
    return (
      <PasswordStep
        known={known}
        failure={failure}
        onSignedIn={onSignedIn}
        onWaiting={(next) => {
          setWaiting(next)
          onStep?.('second factor')
        }}
      />
    )
  }
  const prove = async (proof: Proof): Promise<void> => {
    try {
      await call('completeSignIn', { body: { ...proof, ticket: waiting.ticket } })
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'link_expired') throw error
      begin('That took too long. Sign in again.')
      return
    }
    await onSignedIn()
  }
  return (
    <Stack>
      <SecondFactor
        methods={waiting.methods}
        action="Sign in"
        prove={prove}
        askForPasskey={() => call('askForPasskey', { body: { ticket: waiting.ticket } })}
      />
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => begin()}>
        Sign in as somebody else
      </Anchor>
    </Stack>
  )
}

interface PasswordStepProps {
  readonly known: string | undefined
  readonly failure: string | undefined
  readonly onSignedIn: () => Promise<void> | void
  readonly onWaiting: (waiting: Waiting) => void
}

function PasswordStep({ known, failure: before, onSignedIn, onWaiting }: PasswordStepProps): ReactNode {
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [isCapsLock, setCapsLock] = useState(false)
  const [failure, setFailure] = useState(before)
  const [busyWith, setBusyWith] = useState<'password' | 'passkey'>()
  const lockOut = useLockOut()
  const form = useFirstField()
  const passwordField = useRef<HTMLInputElement>(null)

  const attempt = async (by: 'password' | 'passkey', act: () => Promise<void>): Promise<void> => {
    if (busyWith !== undefined) return
    setBusyWith(by)
    setFailure(undefined)
    try {
      await act()
    } catch (error) {
      if (!lockOut.take(error)) setFailure(detailOf(error))
      if (by === 'password') passwordField.current?.select()
    } finally {
      setBusyWith(undefined)
    }
  }
  const byPassword = async (): Promise<void> => {
    const answer = await call('signIn', { body: { email: email.trim(), password } })
    if (answer.status === 'signed_in') await onSignedIn()
    else onWaiting(answer)
  }
  const byPasskey = async (): Promise<void> => {
    const question = await call('askForPasskey', { body: {} })
    const response = await answerByPasskey(question)
    await call('signInByPasskey', { body: { ticket: question.ticket, response } })
    await onSignedIn()
  }
  const noteCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'))

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (email.trim() === '') setFailure('Enter the e-mail address you sign in with.')
        else if (password === '') setFailure('Enter your password.')
        else void attempt('password', byPassword)
      }}
      noValidate
    >
      <Stack>
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          data-autofocus={known === undefined || undefined}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordField}
          label="Password"
          autoComplete="current-password"
          data-autofocus={known !== undefined || undefined}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyUp={noteCapsLock}
          onKeyDown={noteCapsLock}
        />
        {isCapsLock && (
          <Text size="sm" c="dimmed" role="status">
            Caps Lock is on.
          </Text>
        )}
        <Refusal words={failure} secondsLeft={lockOut.secondsLeft} />
        <Button type="submit" loading={busyWith === 'password'} disabled={lockOut.secondsLeft !== undefined}>
          Sign in
        </Button>
        <Anchor component={AppLink} to="/forgotten-password" size="sm" className="no-print">
          Forgotten your password?
        </Anchor>
        {hasPasskeys() && (
          <>
            <Divider label="or" />
            <Button
              variant="default"
              loading={busyWith === 'passkey'}
              leftSection={<IconFingerprint size={16} aria-hidden />}
              onClick={() => void attempt('passkey', byPasskey)}
            >
              Sign in with a passkey
            </Button>
          </>
        )}
      </Stack>
    </form>
  )
}
