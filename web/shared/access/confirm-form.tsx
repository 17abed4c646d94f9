import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { useRead } from '../api/hooks.ts'
import type { Answer } from '../api/wire-types.ts'
import { Loaded } from '../feedback/loaded.tsx'
import { useLockOut } from './lock-out.ts'
import { Refusal } from './refusal.tsx'
import { SecondFactor, type FactorKind } from './second-factor.tsx'
import { useFirstField } from './use-first-field.ts'

interface ConfirmFormProps {
  readonly onConfirmed: () => void
}

/** By the second factor, where there is one, in any of its ways; else by the password. */
export function ConfirmForm({ onConfirmed }: ConfirmFormProps): ReactNode {
  const login = useRead('readLogin', {})
  return (
    <Loaded query={login} what="how you sign in">
      {(found) => {
        const methods = methodsOf(found)
        return (
          <Stack>
            <Text size="sm">
              This change matters. Confirm that it is you; for the next 15 minutes you are not asked again.
            </Text>
            {methods.length === 0 ? (
              <ByPassword onConfirmed={onConfirmed} />
            ) : (
              <SecondFactor
                methods={methods}
                action="Confirm"
                askForPasskey={() => call('askToConfirm', {})}
                prove={async (proof) => {
                  await call('confirm', { body: proof })
                  onConfirmed()
                }}
              />
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}

function methodsOf({ hasAuthenticatorApp, passkeys, recoveryCodesLeft }: Answer<'readLogin'>): readonly FactorKind[] {
  const methods: FactorKind[] = []
  if (hasAuthenticatorApp) methods.push('totp')
  if (passkeys.length > 0) methods.push('passkey')
  if (methods.length > 0 && recoveryCodesLeft > 0) methods.push('recovery-code')
  return methods
}

function ByPassword({ onConfirmed }: ConfirmFormProps): ReactNode {
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const lockOut = useLockOut()
  const form = useFirstField()
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      await call('confirm', { body: { password } })
      onConfirmed()
    } catch (error) {
      if (!lockOut.take(error)) setFailure(detailOf(error))
      setPassword('')
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '' && !isBusy) void confirm()
      }}
    >
      <Stack>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refusal words={failure} secondsLeft={lockOut.secondsLeft} />
        <Button type="submit" loading={isBusy} disabled={password === '' || lockOut.secondsLeft !== undefined}>
          Confirm
        </Button>
      </Stack>
    </form>
  )
}
