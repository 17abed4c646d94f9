import { Alert, Button, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { detailOf } from '../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../shared/api/hooks.ts'
import { moneyText } from '../../shared/format/money.ts'
import { Section } from '../../shared/layout/section.tsx'
import { Confirmations, useConfirmations } from '../../shared/porting/pre-flight/confirmations.tsx'
import type { Port } from '../../shared/porting/port-words.ts'

interface SendRequestProps {
  /** As it was saved last. */
  readonly port: Port
  /** The request with everything saved, where nothing is missing. */
  readonly finish: () => Promise<Port | undefined>
  readonly onSent?: (port: Port) => void
}

/** What it costs and what happens then; the fee is accepted, and off it goes. */
export function SendRequest({ port, finish, onSent }: SendRequestProps): ReactNode {
  const [isAccepted, setAccepted] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = useChange('submitPort', { silent: true, done: 'Your request is sent' })
  const { nextFee } = port
  const toConfirm = useConfirmations(port.id)
  const [confirmed, confirm] = useState<readonly string[]>([])
  const send = async (): Promise<void> => {
    if (!isAccepted) return setFailure('Accept the fee first.')
    const open = (toConfirm ?? []).filter(({ code }) => !confirmed.includes(code))
    if (open.length > 0) return setFailure('Mend what a provider would refuse, or confirm each of it.')
    setBusy(true)
    setFailure(undefined)
    try {
      const whole = await finish()
      if (whole === undefined) return setFailure('Something is still missing; see what is marked.')
      const sent = await submit.mutateAsync({
        params: { portId: whole.id },
        body: { confirmed: [...confirmed], ...(nextFee !== null && { acceptFee: nextFee.amount }) },
        ifVersion: whole.version,
      })
      onSent?.(sent)
    } catch (error) {
      setFailure(detailOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void send()
      }}
    >
      <Section title="What it costs, and what happens">
        <Stack gap="md">
          <Costs port={port} />
          <Missing port={port} />
          <Confirmations findings={toConfirm ?? []} confirmed={confirmed} onChange={confirm} />
          <Checkbox
            label={
              nextFee === null ? 'Send it as it stands.' : `I accept the fee of ${moneyText(nextFee.total)} inc. GST.`
            }
            checked={isAccepted}
            onChange={(event) => {
              setAccepted(event.currentTarget.checked)
              setFailure(undefined)
            }}
          />
          {failure !== undefined && (
            <Alert color="red" role="alert" title="Not sent">
              {failure}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={isBusy}>
              Send request
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  )
}

function Costs({ port }: { readonly port: Port }): ReactNode {
  const { kind, numberCount, nextFee } = port
  const query = { kind, count: Math.max(1, numberCount) }
  const { data: quote } = useRead('quotePortFee', { query })
  if (nextFee === null || quote === undefined) return <Skeleton h={60} />
  const when =
    nextFee.chargedOn === 'submission'
      ? 'It is charged when you send this'
      : 'It is charged when your present provider agrees'
  return (
    <Stack gap={6}>
      <Text>
        {`The move costs ${moneyText(nextFee.total)} inc. GST (${moneyText(nextFee.amount)} ex GST). ${when}, and again where a refused request is sent again.`}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          `It usually takes ${PORT_KIND_TERMS[kind].usually}.`,
          Number(quote.rejectFee) > 0 ? `A refusal costs ${moneyText(quote.rejectFee)} ex GST more.` : '',
          Number(quote.changeFee) > 0
            ? `Withdrawing once the day is set costs ${moneyText(quote.changeFee)} ex GST.`
            : '',
          'You are told by e-mail at each step.',
        ]
          .filter((part) => part !== '')
          .join(' ')}
      </Text>
    </Stack>
  )
}

/** What the server would refuse now. */
function Missing({ port }: { readonly port: Port }): ReactNode {
  if (port.missing.length === 0) return null
  return (
    <Alert color="yellow" title="Still missing">
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {port.missing.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Alert>
  )
}
