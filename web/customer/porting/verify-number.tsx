import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import { instantText } from '../../shared/format/dates.ts'
import { useTimeZone } from '../../shared/format/figures.tsx'
import { phoneText } from '../../shared/format/phone.ts'
import { Section } from '../../shared/layout/section.tsx'

/** Somebody else types in the code meanwhile, or makes it. */
const EVERY_MS = 15_000

/** A mobile number moves once it is known to be its user's: by a code that is told to the number. */
export function VerifyNumber({ portId }: { readonly portId: string }): ReactNode {
  const timeZone = useTimeZone()
  const { data } = useRead('readPortVerifications', { params: { portId } }, { every: EVERY_MS })
  if (data === undefined || data.number === null || !data.isNeeded) return null
  const number = phoneText(data.number)
  return (
    <Section title="Is it your number?">
      <div data-path="verification" tabIndex={-1}>
        {data.isVerified ? (
          <Text>{`${number} is verified for this request.`}</Text>
        ) : data.openCode === null ? (
          <AskForCode portId={portId} number={number} />
        ) : (
          <Stack gap="sm">
            <Text>
              {`A code was ${data.openCode.method === 'call' ? 'said in a call' : 'sent by SMS'} to ${number}. It counts until ${instantText(data.openCode.expiresAt, timeZone)}.`}
            </Text>
            <GiveCode portId={portId} />
          </Stack>
        )}
      </div>
    </Section>
  )
}

function AskForCode({ portId, number }: { readonly portId: string; readonly number: string }): ReactNode {
  const [isAsked, setAsked] = useState(false)
  const ask = useChange('noteOnPort', { done: 'We are told', onDone: () => setAsked(true) })
  return (
    <Stack gap="sm">
      <Text>{`Before ${number} can move we make sure that it is yours: we send a code to it, or ring it, and you type the code here.`}</Text>
      {isAsked ? (
        <Text c="dimmed">Keep the phone at hand. The field for the code appears here as soon as it was sent.</Text>
      ) : (
        <Group>
          <Button
            variant="default"
            loading={ask.isPending}
            onClick={() =>
              ask.mutate({ params: { portId }, body: { note: `Please send a code to ${number} to verify it.` } })
            }
          >
            Ask for a code
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function GiveCode({ portId }: { readonly portId: string }): ReactNode {
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<string>()
  const answer = useChange('answerPortVerificationCode', {
    silent: true,
    onDone: ({ isRight, triesLeft }) =>
      setFailure(isRight ? undefined : `That is not the code; ${triesLeft} tries are left.`),
  })
  const send = async (): Promise<void> => {
    try {
      await answer.mutateAsync({ params: { portId }, body: { code } })
    } catch (error) {
      setFailure(detailOf(error))
    }
  }
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label="The code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maw={180}
        value={code}
        error={failure}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button variant="default" loading={answer.isPending} onClick={() => void send()}>
        Verify
      </Button>
    </Group>
  )
}
