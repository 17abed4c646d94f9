import { Alert, Button, Group, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { REQUEST_FIELDS } from '#domain/porting/port-request.ts'
import { LeaveGuard } from '../../../shared/form/leave-guard.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { LINE_FIELDS, PROVIDER_FIELDS } from '../../../shared/porting/asked-fields.ts'
import { Keeping } from '../../../shared/porting/keeping.tsx'
import { KindGuess } from '../../../shared/porting/kind-guess.tsx'
import { readNumberLines } from '../../../shared/porting/number-lines.ts'
import { RequestPapers } from '../../../shared/porting/papers/request-papers.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { RequestInput, RequestInputs } from '../../../shared/porting/request-input.tsx'
import { isComplexDraft } from '../../../shared/porting/request-draft.ts'
import { useRequest, type RequestForm as Form } from '../../../shared/porting/use-request.ts'
import { Check } from '../../../shared/porting/pre-flight/check.tsx'
import { goToField } from '../../../shared/porting/pre-flight/to-field.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { StepDialog } from '../order/step-dialog.tsx'
import { RequestFee } from './request-fee.tsx'
import { PlanInput } from './plan-input.tsx'
import { ToMend } from './to-mend.tsx'
import { Verification } from './verification.tsx'

interface RequestFormProps {
  readonly accountId: string
  /** The draft or rejected port; undefined: a new one. */
  readonly port: Port | undefined
  readonly onCreated?: (port: Port) => void
}

/** The request of a port on one page: kept as it is typed, submitted once nothing is missing. */
export function RequestForm({ accountId, port: begun, onCreated }: RequestFormProps): ReactNode {
  const navigate = useNavigate()
  const form = useRequest({
    accountId,
    port: begun,
    fields: REQUEST_FIELDS,
    ...(onCreated !== undefined && { onCreated }),
  })
  const [isChecking, setChecking] = useState(false)
  const [isGap, setGap] = useState(false)
  const [asked, ask] = useState<{ readonly step: 'submit' | 'withdraw'; readonly port: Port }>()
  const { port, inputs, draft, change } = form
  const isAgain = port?.state === 'rejected'
  const [{ field }] = useQueryState()
  useEffect(() => {
    if (field !== undefined) goToField(field)
  }, [field])
  const props = { inputs, draft }

  const submit = async (): Promise<void> => {
    setChecking(true)
    const whole = await form.finish()
    setChecking(false)
    setGap(whole === undefined)
    if (whole === undefined) focusFirstFault()
    else ask({ step: 'submit', port: whole })
  }
  const go = (to: string): void => void navigate({ to, ignoreBlocker: true })

  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isChecking) void submit()
        }}
      >
        <Stack gap="lg">
          {isAgain && port.toMend !== null && <ToMend toMend={port.toMend} />}
          <Section title="Numbers" actions={<Keeping form={form} />}>
            <Stack gap="md">
              <RequestInput field="numbers" {...props} />
              <KindFields form={form} isKnown={begun !== undefined} />
            </Stack>
          </Section>
          <Section title="At the losing carrier" words="It compares every letter with its own records.">
            <Stack gap="md">
              <RequestInputs fields={PROVIDER_FIELDS} {...props} />
            </Stack>
          </Section>
          {draft.kind !== 'mobile' && (
            <Section title="On the line today" words="What carriers find there that was not said, they reject.">
              <Stack gap="md">
                <RequestInputs fields={LINE_FIELDS} {...props} />
              </Stack>
            </Section>
          )}
          <Section title="Authority">
            <Stack gap="md">
              <RequestInput field="authorisedPerson" {...props} />
              <RequestInput field="authorisedOn" {...props} />
              <RequestInput field="isActive" {...props} />
              <RequestInput field="consents" {...props} />
            </Stack>
          </Section>
          {port !== undefined && (
            <div data-path="papers" tabIndex={-1}>
              <RequestPapers form={form} port={port} />
            </div>
          )}
          <Section title="After the port">
            <Stack gap="md">
              <PlanInput {...props} />
              <RequestInput field="lineType" {...props} />
              <RequestInput field="destination" {...props} />
              {draft.kind === 'complex' && <RequestInput field="wantedOn" {...props} />}
              <RequestInput field="dayContact" {...props} />
              <RequestInput field="remarks" {...props} />
            </Stack>
          </Section>
          {port?.kind === 'mobile' && <Verification portId={port.id} />}
          {port !== undefined && (
            <Section title="Check" words="What carriers would reject of it as it is kept now.">
              <Check portId={port.id} onMend={goToField} onBecome={(kind) => change({ kind })} />
            </Section>
          )}
          <Section title="Submit">
            <Stack gap="md">
              <RequestFee port={port} />
              {isGap && (
                <Alert color="red" role="alert" title="Not submitted">
                  {port === undefined
                    ? 'Nothing is typed yet: begin with the numbers.'
                    : 'Something is missing or wrong; it is marked above.'}
                </Alert>
              )}
              {form.status === 'failed' && form.failure !== undefined && (
                <Alert color="red" role="alert" title="Not saved">
                  {form.failure}
                </Alert>
              )}
              <Group>
                <Button type="submit" loading={isChecking}>
                  {isAgain ? 'Submit again' : 'Submit request'}
                </Button>
                {port !== undefined && (
                  <Button variant="default" onClick={() => void form.save().then(() => go(`/porting/${port.id}`))}>
                    {isAgain ? 'Keep for later' : 'Keep as draft'}
                  </Button>
                )}
                {port?.state === 'draft' && (
                  <Button variant="subtle" color="gray" onClick={() => ask({ step: 'withdraw', port })}>
                    Give it up
                  </Button>
                )}
              </Group>
            </Stack>
          </Section>
        </Stack>
      </form>
      {asked !== undefined && (
        <StepDialog
          port={asked.port}
          step={asked.step}
          onClose={() => ask(undefined)}
          onTaken={({ id }) => go(asked.step === 'submit' ? `/porting/${id}` : '/porting')}
        />
      )}
      <LeaveGuard isDirty={form.isUnsaved} />
    </>
  )
}

interface KindFieldsProps {
  readonly form: Form
  /** Whether the request was kept before: then somebody has said its kind. */
  readonly isKnown: boolean
}

/** The kind follows from the numbers, until somebody says another. */
function KindFields({ form: { draft, inputs, change }, isKnown }: KindFieldsProps): ReactNode {
  const [isChosen, setChosen] = useState(isKnown)
  const guess = readNumberLines(draft.numbers).kind
  const wanted = guess === 'simple' && isComplexDraft(draft) ? 'complex' : guess
  useEffect(() => {
    if (!isChosen && wanted !== undefined && wanted !== draft.kind) change({ kind: wanted })
  }, [isChosen, wanted, draft.kind, change])
  const choosing: Form['inputs'] = (path, options) => {
    const input = inputs(path, options)
    const onChange = (value: unknown): void => {
      setChosen(true)
      input['onChange'](value)
    }
    return { ...input, onChange }
  }
  return (
    <>
      <RequestInput field="kind" inputs={choosing} draft={draft} />
      <KindGuess
        draft={draft}
        onChange={(kind) => {
          setChosen(true)
          change({ kind })
        }}
      />
    </>
  )
}

/** Faults are drawn first. */
function focusFirstFault(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-path][aria-invalid="true"], [aria-invalid="true"]')?.focus(),
  )
}
