import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import type { Answer } from '../api/wire-types.ts'
import { useLockOut } from './lock-out.ts'
import { answerByPasskey, hasPasskeys, type PasskeyAnswer, type PasskeyQuestion } from './passkeys.ts'
import { Refusal } from './refusal.tsx'
import { useFirstField } from './use-first-field.ts'

export type FactorKind = Extract<Answer<'signIn'>, { status: 'second_factor_required' }>['methods'][number]

/** What a person proves it with, as the API takes it. */
export type Proof =
  | { readonly code: string }
  | { readonly recoveryCode: string }
  | { readonly ticket: string; readonly passkey: PasskeyAnswer }

interface SecondFactorProps {
  readonly methods: readonly FactorKind[]
  /** Sends the proof; throws what the server refuses. */
  readonly prove: (proof: Proof) => Promise<void>
  readonly askForPasskey: () => Promise<PasskeyQuestion>
  /** The verb of the button: `Sign in`. */
  readonly action: string
}

const WORDS: Record<FactorKind, string> = {
  totp: 'Use the authenticator app',
  passkey: 'Use a passkey',
  'recovery-code': 'Use a recovery code',
}

/** Asks for the second factor by one of the ways there are, and names the others. */
export function SecondFactor({ methods, prove, askForPasskey, action }: SecondFactorProps): ReactNode {
  const usable = methods.filter((method) => method !== 'passkey' || hasPasskeys())
  const [method, setMethod] = useState(usable[0])
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const lockOut = useLockOut()
  const form = useFirstField(method)

  const attempt = async (proof: () => Promise<Proof>): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await prove(await proof())
    } catch (error) {
      if (!lockOut.take(error)) setFailure(detailOf(error))
      setTyped('')
    } finally {
      setBusy(false)
    }
  }
  const byPasskey = async (): Promise<Proof> => {
    const question = await askForPasskey()
    return { ticket: question.ticket, passkey: await answerByPasskey(question) }
  }
  const byText = (text: string): void =>
    void attempt(() => Promise.resolve(method === 'totp' ? { code: text } : { recoveryCode: text }))

  const others = usable.filter((other) => other !== method)
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (method === 'passkey') void attempt(byPasskey)
        else if (typed !== '') byText(typed)
      }}
    >
      <Stack>
        {method === 'totp' && (
          <TextInput
            label="Code of your authenticator app"
            description="The 6 digits it shows now."
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
            value={typed}
            disabled={isBusy}
            onChange={(event) => {
              const digits = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6)
              setTyped(digits)
              if (digits.length === 6 && lockOut.secondsLeft === undefined) byText(digits)
            }}
          />
        )}
        {method === 'recovery-code' && (
          <TextInput
            label="Recovery code"
            description="One of those you kept when you turned the second factor on. Each works once."
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {method === 'passkey' && (
          <Text size="sm" c="dimmed">
            Your browser asks for your finger, your face, a PIN or a key you plug in.
          </Text>
        )}
        {method === undefined && (
          <Text size="sm">Your second factor is a passkey, and this browser has none at this address.</Text>
        )}
        <Refusal words={failure} secondsLeft={lockOut.secondsLeft} />
        {method !== undefined && (
          <Button
            type="submit"
            loading={isBusy}
            disabled={lockOut.secondsLeft !== undefined || (method !== 'passkey' && typed === '')}
            leftSection={method === 'passkey' ? <IconFingerprint size={16} aria-hidden /> : undefined}
          >
            {method === 'passkey' ? WORDS.passkey : action}
          </Button>
        )}
        <Group gap="xs">
          {others.map((other) => (
            <Button
              key={other}
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                setMethod(other)
                setTyped('')
                setFailure(undefined)
              }}
            >
              {WORDS[other]}
            </Button>
          ))}
        </Group>
      </Stack>
    </form>
  )
}
