import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { VERIFICATION_METHODS, VERIFICATION_WORDS, type VerificationMethod } from '#domain/porting/verification.ts'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { Section } from '../../../shared/layout/section.tsx'

type Verifications = Answer<'readPortVerifications'>

/** The customer may give its code back meanwhile. */
const EVERY_MS = 15_000

/** That whoever asks for a mobile number has it: a code for it, or what else shows it; and who verified it before. */
export function Verification({ portId }: { readonly portId: string }): ReactNode {
  const may = useMay()
  const { data } = useRead('readPortVerifications', { params: { portId } }, { every: EVERY_MS })
  if (data === undefined || !data.isNeeded || data.number === null) return null
  const { isVerified, number } = data
  return (
    <div data-path="verification" tabIndex={-1}>
      <Section
        title="Verification"
        words="A mobile number moves only once it is known that whoever asks for it has it; each attempt anew."
      >
        <Stack gap="md">
          <Text fw={500}>
            {`${phoneText(number)} ${isVerified ? 'is verified for the attempt to come.' : 'is not verified yet.'}`}
          </Text>
          {!isVerified && may('ports.work') && (
            <>
              <Code portId={portId} number={number} />
              <Otherwise portId={portId} />
            </>
          )}
          <History items={data.items} />
        </Stack>
      </Section>
    </div>
  )
}

/** A code to send or to say, and to take back. */
function Code({ portId, number }: { readonly portId: string; readonly number: string }): ReactNode {
  const timeZone = useTimeZone()
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<string>()
  const make = useChange('makePortVerificationCode', { onDone: () => setFailure(undefined) })
  const answer = useChange('answerPortVerificationCode', {
    onDone: ({ isRight, triesLeft }) =>
      setFailure(isRight ? undefined : `That is not the code; ${triesLeft} tries are left.`),
  })
  const made = make.data
  return (
    <Stack gap="sm">
      <Group gap="sm">
        {(['sms-code', 'call'] as const).map((method) => (
          <Button
            key={method}
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate({ params: { portId }, body: { method } })}
          >
            {method === 'call' ? 'Code for a call' : 'Code for an SMS'}
          </Button>
        ))}
      </Group>
      {made !== undefined && (
        <Text role="status">
          Tell {phoneText(number)} this code:{' '}
          <Text span inherit fw={600} className="figures">
            {made.code ?? '(shown before; make another)'}
          </Text>
          . It counts until {instantText(made.expiresAt, timeZone)} and is not shown again. The customer can type it in
          its portal, or says it to you:
        </Text>
      )}
      <Group align="flex-end" gap="sm">
        <TextInput
          label="Code given back"
          inputMode="numeric"
          autoComplete="off"
          maw={180}
          value={code}
          error={failure}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={code.trim() === ''}
          loading={answer.isPending}
          onClick={() => answer.mutate({ params: { portId }, body: { code } })}
        >
          Verify
        </Button>
      </Group>
    </Stack>
  )
}

/** Verified by other means than a code of ours. */
function Otherwise({ portId }: { readonly portId: string }): ReactNode {
  const [method, setMethod] = useState<VerificationMethod>('documents')
  const [reference, setReference] = useState('')
  const record = useChange('recordPortVerification', { done: 'Verification recorded' })
  const written = reference.trim()
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label="Or verified otherwise"
        data={VERIFICATION_METHODS.map((each) => ({ value: each, label: VERIFICATION_WORDS[each] }))}
        value={method}
        onChange={(event) => setMethod(event.currentTarget.value as VerificationMethod)}
      />
      <TextInput
        label="What shows it"
        maxLength={200}
        style={{ flex: '1 1 200px' }}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={method === 'documents' && written === ''}
        loading={record.isPending}
        onClick={() =>
          record.mutate({ params: { portId }, body: { method, ...(written !== '' && { reference: written }) } })
        }
      >
        Record
      </Button>
    </Group>
  )
}

function History({ items }: Pick<Verifications, 'items'>): ReactNode {
  const timeZone = useTimeZone()
  return items.map(({ attempt, number, method, reference, verifiedAt, verifiedBy }) => (
    <Text key={`${attempt} ${verifiedAt}`} size="sm" c="dimmed">
      {[
        `Attempt ${attempt}, ${phoneText(number)}: ${VERIFICATION_WORDS[method].toLowerCase()}`,
        reference ?? '',
        `${verifiedBy}, ${instantText(verifiedAt, timeZone)}`,
      ]
        .filter((part) => part !== '')
        .join('; ')}
    </Text>
  ))
}
