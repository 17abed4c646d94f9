import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Check } from '../../../shared/porting/pre-flight/check.tsx'
import type { Finding } from '../../../shared/porting/pre-flight/findings.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import type { RequestForm } from '../../../shared/porting/use-request.ts'
import { VerifyNumber } from '../verify-number.tsx'
import type { RequestStep } from './steps.ts'

interface CheckStepProps {
  readonly form: RequestForm
  readonly port: Port
  readonly steps: readonly RequestStep[]
  readonly onMend: (step: RequestStep['key']) => void
  readonly onBack: () => void
  readonly onContinue: () => void
}

/** What providers would refuse of the request, with the way to each; of a mobile, whose it is. */
export function CheckStep({ form, port, steps, onMend, onBack, onContinue }: CheckStepProps): ReactNode {
  const { data: check, refetch } = useRead('readPortPreflight', { params: { portId: port.id } })
  const [isStopped, stop] = useState(false)
  const stepFor = (field: NonNullable<Finding['field']>): RequestStep['key'] | undefined => {
    if (field === 'papers' || field === 'authorisedOn') return 'papers'
    return steps.find(({ paths }) => paths.some((path) => path === field || path.startsWith(`${field}.`)))?.key
  }
  /** By what is saved: the last of it may be on its way. */
  const goOn = async (): Promise<void> => {
    await form.save()
    const { data: latest } = await refetch()
    if (latest?.canSubmit === true) onContinue()
    else stop(true)
  }
  return (
    <Stack gap="lg">
      {port.kind === 'mobile' && <VerifyNumber portId={port.id} />}
      <Check
        portId={port.id}
        isOwn
        canMend={(field) => stepFor(field) !== undefined}
        onMend={(field) => {
          const step = stepFor(field)
          if (step !== undefined) onMend(step)
        }}
        onBecome={(kind) => form.change({ kind })}
      />
      {isStopped && check?.canSubmit === false && (
        <Alert color="red" role="alert" title="It cannot be sent yet">
          See to what stands under “Before it can be sent”. What you typed is kept; you can go on later.
        </Alert>
      )}
      <Group>
        <Button onClick={() => void goOn()}>Continue</Button>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </Group>
    </Stack>
  )
}
