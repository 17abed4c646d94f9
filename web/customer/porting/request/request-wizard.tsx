import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { LeaveGuard } from '../../../shared/form/leave-guard.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { useRequest } from '../../../shared/porting/use-request.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccountId } from '../../shared/use-account-id.ts'
import { CheckStep } from './check-step.tsx'
import { ConsentStep } from './consent-step.tsx'
import { Keeping } from '../../../shared/porting/keeping.tsx'
import { NumbersStep } from './numbers-step.tsx'
import { PapersStep } from './papers-step.tsx'
import { ProviderStep } from './provider-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { ServicesStep } from './services-step.tsx'
import { OWN_FIELDS, stepsOf, type RequestStep } from './steps.ts'
import { WithdrawMove } from '../withdraw-move.tsx'

/** A request step by step, saved as one goes; it can be left and gone on with. */
export function RequestWizard({ port: begun }: { readonly port: Port | undefined }): ReactNode {
  const accountId = useAccountId()
  const navigate = useNavigate()
  const [{ step: written = '1', mend }, change] = useQueryState()
  const onCreated = useCallback((made: Port) => change({ port: made.id }, { replace: true }), [change])
  const form = useRequest({ accountId, port: begun, fields: OWN_FIELDS, onCreated })
  const [isChecking, setChecking] = useState(false)
  const steps = stepsOf(form.draft.kind)
  const check = steps.length + 1
  const count = check + 1
  // Nothing comes before the numbers.
  const number = form.port === undefined ? 1 : Math.min(count, Math.max(1, Number(written) || 1))
  const step = steps[number - 1]
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(number)
  useEffect(() => {
    if (shown.current === number) return
    shown.current = number
    heading.current?.focus()
  }, [number])

  /** The first input of a step that is not as it has to be. */
  const faultIn = ({ paths }: RequestStep): string | undefined =>
    paths.find((path) => form.inputs(path)['error'] !== undefined)
  const goTo = (next: number): void => change({ step: String(next), mend: undefined })
  /** From the check to where something is mended, and straight back. */
  const goMend = (key: RequestStep['key']): void =>
    change({ step: String(steps.findIndex((each) => each.key === key) + 1), mend: 'yes' })
  const next = mend === undefined ? number + 1 : check
  const goOn = async (from: RequestStep): Promise<void> => {
    setChecking(true)
    for (const path of from.paths) form.inputs(path)['onBlur']()
    await form.save()
    setChecking(false)
    const fault = faultIn(from)
    if (fault === undefined) goTo(next)
    else focusAt(fault)
  }
  /** The request, where it can be sent; else the step with what is missing is shown. */
  const finish = async (): Promise<Port | undefined> => {
    const whole = await form.finish()
    if (whole !== undefined) return whole
    const faulty = steps.findIndex((each) => faultIn(each) !== undefined)
    if (faulty >= 0) goTo(faulty + 1)
    return undefined
  }

  return (
    <Stack gap="lg">
      <Stack gap={6}>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">{`Step ${number} of ${count}`}</Text>
          <Keeping form={form} />
        </Group>
        <Progress value={(number / count) * 100} size={4} aria-label={`Step ${number} of ${count}`} />
      </Stack>
      <Title order={2} ref={heading} tabIndex={-1} style={{ outline: 0 }}>
        {step?.title ?? (number === check ? 'Check' : 'Look it over and send it')}
      </Title>
      {number === check && form.port !== undefined && (
        <CheckStep
          form={form}
          port={form.port}
          steps={steps}
          onMend={goMend}
          onBack={() => goTo(number - 1)}
          onContinue={() => goTo(count)}
        />
      )}
      {number === count && form.port !== undefined && (
        <ReviewStep
          port={form.port}
          finish={finish}
          goTo={goMend}
          onSent={(sent) => void navigate({ to: `/porting/${sent.id}`, replace: true })}
        />
      )}
      {step?.key === 'papers' && form.port !== undefined && (
        <PapersStep form={form} port={form.port} onBack={() => goTo(number - 1)} onContinue={() => goTo(next)} />
      )}
      {step !== undefined && step.key !== 'papers' && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!isChecking) void goOn(step)
          }}
        >
          <Stack gap="lg">
            {step.key === 'numbers' && <NumbersStep form={form} />}
            {step.key === 'provider' && <ProviderStep form={form} />}
            {step.key === 'services' && <ServicesStep form={form} />}
            {step.key === 'consent' && <ConsentStep form={form} />}
            {form.status === 'failed' && form.failure !== undefined && (
              <Alert color="red" role="alert" title="Not saved">
                {form.failure}
              </Alert>
            )}
            <Group>
              <Button type="submit" loading={isChecking}>
                {mend === undefined ? 'Continue' : 'Check again'}
              </Button>
              {number > 1 && (
                <Button variant="default" onClick={() => goTo(number - 1)}>
                  Back
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      )}
      {form.port !== undefined && <WithdrawMove port={form.port} />}
      <LeaveGuard isDirty={form.isUnsaved} />
    </Stack>
  )
}

function focusAt(path: string): void {
  document.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus()
}
