import { Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { dayOf } from '../../../shared/format/dates.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { LeaveGuard } from '../../../shared/form/leave-guard.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { Check } from '../../../shared/porting/pre-flight/check.tsx'
import { goToField } from '../../../shared/porting/pre-flight/to-field.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import type { RequestField } from '../../../shared/porting/request-draft.ts'
import { RequestInput } from '../../../shared/porting/request-input.tsx'
import { useRequest } from '../../../shared/porting/use-request.ts'
import { Authority } from '../authority.tsx'
import { Keeping } from '../../../shared/porting/keeping.tsx'
import { SendRequest } from '../send-request.tsx'
import { VerifyNumber } from '../verify-number.tsx'

interface FixMoveProps {
  readonly port: Port
  readonly toMend: NonNullable<Port['toMend']>
}

/** After a refusal: what of the request is to be mended, and sending it again. */
export function FixMove({ port, toMend }: FixMoveProps): ReactNode {
  // What is mended by now stays in sight until it is sent.
  const [fields] = useState(() => fieldsToMend(port, toMend))
  const form = useRequest({ accountId: port.accountId, port, fields })
  return (
    <Section
      title="Put it right and send it again"
      {...(fields.length > 1 && { words: 'Only what may be wrong is open; the rest stays as it was.' })}
      actions={<Keeping form={form} />}
    >
      <Stack gap="lg">
        {fields.map((field) => (
          <Input key={field} field={field} form={form} port={port} isRenewed={toMend.fields.includes('authorisedOn')} />
        ))}
        <Stack gap="sm">
          <Text fw={600}>Checked as it stands now</Text>
          <Check
            portId={port.id}
            isOwn
            onMend={goToField}
            canMend={(field) => fields.some((each) => each === field)}
            {...(fields.includes('kind') && { onBecome: (kind) => form.change({ kind }) })}
          />
        </Stack>
        {port.kind === 'mobile' && <VerifyNumber portId={port.id} />}
        <SendRequest port={form.port ?? port} finish={form.finish} />
      </Stack>
      <LeaveGuard isDirty={form.isUnsaved} />
    </Section>
  )
}

interface InputProps {
  readonly field: RequestField
  readonly form: ReturnType<typeof useRequest>
  readonly port: Port
  /** Whether the authority has to be given anew. */
  readonly isRenewed: boolean
}

function Input({ field, form, port, isRenewed }: InputProps): ReactNode {
  const timeZone = useTimeZone()
  const refusedAt = port.attempts.at(-1)?.decidedAt ?? null
  if (field === 'numberPlanId') return null
  if (field === 'authorisedOn') {
    return (
      <Authority
        form={form}
        {...(isRenewed && refusedAt !== null && { since: dayOf(new Date(refusedAt), timeZone) })}
      />
    )
  }
  return <RequestInput field={field} inputs={form.inputs} draft={form.draft} isOwn />
}

function fieldsToMend({ missing, changeable }: Port, toMend: FixMoveProps['toMend']): readonly RequestField[] {
  const faulty = missing.flatMap(({ field }) => (field === null ? [] : [field]))
  const wanted: readonly RequestField[] = [...toMend.fields, ...faulty, 'remarks']
  return [...new Set(wanted)].filter((field) => changeable.includes(field))
}
