import { Alert, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import {
  NO_REASON_WARNING,
  PORT_OUT_REFUSALS,
  PORT_OUT_REFUSAL_NAMES,
  type PortOutRefusal,
} from '#domain/porting/port-out-refusal.ts'
import type { PortOutStep } from '#domain/porting/port-out-state.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { dayOf, instantAt, instantText, zoneName } from '../../../shared/format/dates.ts'
import { useMinute, useTimeZone } from '../../../shared/format/figures.tsx'
import { leavingText, type PortOut } from '../../../shared/porting/port-out-words.ts'
import { SaidFields } from '../said-fields.tsx'
import { stepConsequences } from './step-consequences.ts'
import { OUT_STEP_ENDPOINTS, OUT_STEP_WORDS } from './out-steps.ts'

interface OutStepDialogProps {
  readonly portOut: PortOut
  readonly step: PortOutStep
  readonly onClose: () => void
}

interface Values {
  readonly despite: string
  readonly day: string
  readonly time: string
  readonly refusal: PortOutRefusal | ''
  readonly by: 'gaining-carrier' | 'customer'
  readonly reason: string
  readonly customerWords: string
  readonly staffWords: string
}

/** Says what a step does, asks what it needs, and takes it. */
export function OutStepDialog({ portOut, step, onClose }: OutStepDialogProps): ReactNode {
  const timeZone = useTimeZone()
  const [values, setValues] = useState(() => initialValues(portOut, timeZone))
  const [missing, setMissing] = useState<string>()
  const { data: ends } = useRead(
    'readPortOutConsequences',
    { params: { portOutId: portOut.id } },
    { enabled: step === 'release' },
  )
  const words = OUT_STEP_WORDS[step]
  const take = useChange(OUT_STEP_ENDPOINTS[step], { silent: true, done: words.done, onDone: onClose })
  const change = (patch: Partial<Values>): void => {
    setValues({ ...values, ...patch })
    setMissing(undefined)
  }
  const act = (): void => {
    const body = bodyOf(step, portOut, values, timeZone)
    if (typeof body === 'string') return setMissing(body)
    take.mutate({ params: { portOutId: portOut.id }, body })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`${words.label}: ${leavingText(portOut)}`}
      consequences={stepConsequences(step, portOut, ends, timeZone)}
      action={words.action}
      isDangerous={words.isDangerous ?? false}
      isBusy={take.isPending}
      {...(step === 'release' && { typed: portOut.accountNumber })}
      failure={missing ?? (take.isError ? detailOf(take.error) : undefined)}
      onConfirm={act}
    >
      <Asked portOut={portOut} step={step} values={values} onChange={change} timeZone={timeZone} />
    </ConfirmDialog>
  )
}

function initialValues({ wantedAt, cutOverAt }: PortOut, timeZone: string): Values {
  const suggested = cutOverAt ?? wantedAt
  return {
    despite: '',
    day: suggested === null ? '' : dayOf(new Date(suggested), timeZone),
    time: suggested === null ? '10:00' : clockOf(suggested, timeZone),
    refusal: '',
    by: 'gaining-carrier',
    reason: '',
    customerWords: '',
    staffWords: '',
  }
}

/** `09:30` */
function clockOf(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
}

/** The body of the step, or what is missing. */
function bodyOf(step: PortOutStep, portOut: PortOut, values: Values, timeZone: string): object | string {
  const { customerWords, staffWords } = values
  const said = { customerWords, staffWords }
  if (step === 'verify') {
    if (stopped(portOut).length > 0 && values.despite.trim() === '')
      return 'Something speaks against it: say why it goes ahead all the same, or refuse it.'
    return { ...said, despite: values.despite }
  }
  if (step === 'schedule') {
    if (values.day === '' || values.time === '') return 'Choose the day and the time.'
    return { ...said, cutOverAt: instantAt(values.day, values.time, timeZone) }
  }
  if (step === 'refuse') return values.refusal === '' ? 'Choose the reason.' : { ...said, reason: values.refusal }
  if (step === 'cancel') return { ...said, by: values.by }
  if (step === 'undo-release') return values.reason.trim() === '' ? 'Say why.' : { ...said, reason: values.reason }
  return said
}

function stopped({ staff }: PortOut) {
  return (staff?.findings ?? []).filter(({ level }) => level === 'stop')
}

interface AskedProps {
  readonly portOut: PortOut
  readonly step: PortOutStep
  readonly values: Values
  readonly onChange: (patch: Partial<Values>) => void
  readonly timeZone: string
}

function Asked({ portOut, step, values, onChange, timeZone }: AskedProps): ReactNode {
  return (
    <Stack gap="sm">
      {step === 'verify' && stopped(portOut).length > 0 && (
        <Textarea
          label="Why it goes ahead all the same"
          description={stopped(portOut)
            .map(({ words }) => words)
            .join(' ')}
          required
          autosize
          minRows={2}
          maxLength={1000}
          value={values.despite}
          onChange={(event) => onChange({ despite: event.currentTarget.value })}
          data-autofocus
        />
      )}
      {step === 'schedule' && <CutOver values={values} onChange={onChange} timeZone={timeZone} />}
      {step === 'refuse' && <Reason value={values.refusal} onChange={(refusal) => onChange({ refusal })} />}
      {step === 'cancel' && (
        <Radio.Group
          label="Who wants it no more"
          value={values.by}
          onChange={(by) => onChange({ by: by === 'customer' ? 'customer' : 'gaining-carrier' })}
        >
          <Stack gap={6} mt={4}>
            <Radio value="gaining-carrier" label={portOut.gainingCarrier} />
            <Radio value="customer" label={portOut.accountName} />
          </Stack>
        </Radio.Group>
      )}
      {step === 'undo-release' && (
        <TextInput
          label="Why"
          description="The customer reads it."
          required
          maxLength={300}
          value={values.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          data-autofocus
        />
      )}
      <SaidFields values={values} onChange={onChange} customerReads="On its page of this move." />
    </Stack>
  )
}

function CutOver({ values, onChange, timeZone }: Pick<AskedProps, 'values' | 'onChange' | 'timeZone'>): ReactNode {
  const now = useMinute()
  const { day, time } = values
  const zone = zoneName(day === '' ? now : new Date(`${day}T02:00:00Z`), timeZone)
  return (
    <>
      <Group align="flex-end" gap="md">
        <TextInput
          type="date"
          label="Day"
          value={day}
          min={dayOf(now, timeZone)}
          onChange={(event) => onChange({ day: event.currentTarget.value })}
          data-autofocus
        />
        <TextInput
          type="time"
          label={`Time (${zone})`}
          value={time}
          onChange={(event) => onChange({ time: event.currentTarget.value })}
        />
      </Group>
      {day !== '' && time !== '' && (
        <Text size="sm" aria-live="polite">
          The numbers leave on {instantText(instantAt(day, time, timeZone), timeZone)}.
        </Text>
      )}
    </>
  )
}

interface ReasonProps {
  readonly value: PortOutRefusal | ''
  readonly onChange: (reason: PortOutRefusal) => void
}

function Reason({ value, onChange }: ReasonProps): ReactNode {
  return (
    <>
      <Alert color="yellow" variant="light" p="xs">
        <Text size="sm">{NO_REASON_WARNING}</Text>
      </Alert>
      <NativeSelect
        label="Why it is refused"
        data={[
          { value: '', label: 'Choose the reason', disabled: true },
          ...PORT_OUT_REFUSAL_NAMES.map((name) => ({ value: name, label: PORT_OUT_REFUSALS[name].label })),
        ]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as PortOutRefusal)}
        data-autofocus
      />
      {value !== '' && (
        <Text size="sm" c="dimmed" aria-live="polite">
          For the carrier: {PORT_OUT_REFUSALS[value].carrierText}
        </Text>
      )}
    </>
  )
}
