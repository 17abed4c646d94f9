import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AskedStep } from '#domain/porting/port-state.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { portNumbersText } from '../../../shared/porting/port-words.ts'
import { SaidFields } from '../said-fields.tsx'
import { CutOverFields } from './cut-over-fields.tsx'
import { DATE_SET, type Port } from './port-states.ts'
import { RejectFields } from './reject-fields.tsx'
import { SubmitCheck } from './submit-check.tsx'
import { UpstreamSelect } from './upstream-select.tsx'
import { ValidationFields } from './validation-fields.tsx'
import { Untried } from './cut-over-day/untried.tsx'
import { bodyOf, initialValues, STEP_ENDPOINTS, type StepValues } from './step-values.ts'
import { consequencesOf, stepLabel, STEP_WORDS } from './step-words.ts'

interface StepDialogProps {
  readonly port: Port
  readonly step: AskedStep
  readonly onClose: () => void
  /** Goes on afterwards, where closing is not enough. */
  readonly onTaken?: (port: Port) => void
}

/** Says what a step does, asks what it needs, and takes it. */
export function StepDialog({ port, step, onClose, onTaken = onClose }: StepDialogProps): ReactNode {
  const [values, setValues] = useState(() => initialValues(port))
  const [missing, setMissing] = useState<string>()
  const timeZone = useTimeZone()
  const { data: fees } = useRead('readPortFees', {})
  const words = STEP_WORDS[step]
  const take = useChange(STEP_ENDPOINTS[step], { silent: true, done: words.done, onDone: onTaken })
  const change = (patch: Partial<StepValues>): void => {
    setValues({ ...values, ...patch })
    setMissing(undefined)
  }
  const act = (): void => {
    const body = bodyOf(step, port, values)
    if (typeof body === 'string') return setMissing(body)
    take.mutate({ params: { portId: port.id }, body })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`${stepLabel(step, port)}: ${portNumbersText(port)}`}
      consequences={consequencesOf(step, port, fees, timeZone)}
      action={words.action}
      isDangerous={words.isDangerous ?? false}
      isBusy={take.isPending}
      {...(step === 'reverse' && { typed: port.accountNumber })}
      failure={missing ?? (take.isError ? detailOf(take.error) : undefined)}
      onConfirm={act}
    >
      <Asked port={port} step={step} values={values} onChange={change} />
    </ConfirmDialog>
  )
}

interface AskedProps {
  readonly port: Port
  readonly step: AskedStep
  readonly values: StepValues
  readonly onChange: (patch: Partial<StepValues>) => void
}

/** What a step needs to know. */
function Asked({ port, step, values, onChange }: AskedProps): ReactNode {
  const isMove = step === 'set-date' && DATE_SET.includes(port.state)
  const hasFee = step === 'reverse' || isMove || (step === 'withdraw' && Number(port.withdrawalFee) > 0)
  if (step === 'submit') return <SubmitCheck portId={port.id} values={values} onChange={onChange} />
  return (
    <Stack gap="sm">
      {step === 'reject' && (
        <RejectFields port={port} code={values.rejectCode} reason={values.rejectReason} onChange={onChange} />
      )}
      {step === 'confirm-validation' && (
        <ValidationFields
          port={port}
          values={values.validations}
          onChange={(validations) => onChange({ validations })}
        />
      )}
      {step === 'lodge' && (
        <UpstreamSelect value={values.upstreamId} onChange={(upstreamId) => onChange({ upstreamId })} />
      )}
      {(step === 'lodge' || step === 'ask-validation' || step === 'pass-on') && (
        <TextInput
          label="Upstream carrier’s reference"
          maxLength={80}
          autoComplete="off"
          value={values.carrierReference}
          onChange={(event) => onChange({ carrierReference: event.currentTarget.value })}
          data-autofocus
        />
      )}
      {step === 'complete' && (
        <Untried portId={port.id} value={values.withoutTest} onChange={(withoutTest) => onChange({ withoutTest })} />
      )}
      {step === 'accept' && (
        <Checkbox
          label="The cut-over date came with it"
          checked={values.hasDate}
          onChange={(event) => onChange({ hasDate: event.currentTarget.checked })}
        />
      )}
      {(step === 'set-date' || (step === 'accept' && values.hasDate)) && (
        <CutOverFields
          portId={port.id}
          cutOverAt={values.cutOverAt}
          outOfHours={values.outOfHours}
          wantedOn={port.request.wantedOn}
          onChange={onChange}
        />
      )}
      {(step === 'withdraw' || step === 'reverse') && (
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
      {hasFee && (
        <Checkbox
          label="Charge the customer the fee of it"
          checked={values.chargeFee}
          onChange={(event) => onChange({ chargeFee: event.currentTarget.checked })}
        />
      )}
      <SaidFields
        values={values}
        onChange={onChange}
        customerReads={step === 'withdraw' ? undefined : 'On the timeline, and in the e-mail where one is sent.'}
      />
    </Stack>
  )
}
