import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { AppLink } from '../router/app-link.tsx'
import { AccessFrame } from './access-frame.tsx'
import { useLockOut } from './lock-out.ts'
import { Refusal } from './refusal.tsx'
import { useFirstField } from './use-first-field.ts'

/** Asks for a link to set a new password. What it says is the same for every address. */
export function Page(): ReactNode {
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const lockOut = useLockOut()
  const form = useFirstField(sentTo)
  const back = (
    <Anchor component={AppLink} to="/sign-in" size="sm">
      Back to signing in
    </Anchor>
  )
  const send = async (): Promise<void> => {
    const address = email.trim()
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
      setFailure('Enter the e-mail address you sign in with.')
      return
    }
    setBusy(true)
    setFailure(undefined)
    try {
      await call('requestPasswordReset', { body: { email: address } })
      setSentTo(address)
    } catch (error) {
      if (!lockOut.take(error)) setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  if (sentTo !== undefined) {
    return (
      <AccessFrame title="Look in your mail">
        <Stack>
          <Text size="sm">
            If somebody signs in as <b>{sentTo}</b>, a link to set a new password is on its way there. It is good for an
            hour.
          </Text>
          <Text size="sm" c="dimmed">
            Nothing came? Look among the junk mail, and whether this is the address you were invited by.
          </Text>
          <Button variant="default" onClick={() => setSentTo(undefined)}>
            Try another address
          </Button>
          {back}
        </Stack>
      </AccessFrame>
    )
  }
  return (
    <AccessFrame title="Forgotten your password?" words="We mail you a link to set a new one.">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy) void send()
        }}
      >
        <Stack>
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Refusal words={failure} secondsLeft={lockOut.secondsLeft} />
          <Button type="submit" loading={isBusy} disabled={lockOut.secondsLeft !== undefined}>
            Mail me a link
          </Button>
          {back}
        </Stack>
      </form>
    </AccessFrame>
  )
}
