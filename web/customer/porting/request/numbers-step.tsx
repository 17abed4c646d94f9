import { Stack, Text } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { plural } from '../../../shared/format/counts.ts'
import { readNumberLines } from '../../../shared/porting/number-lines.ts'
import { RequestInput } from '../../../shared/porting/request-input.tsx'
import { isComplexDraft, type RequestDraft } from '../../../shared/porting/request-draft.ts'
import type { RequestForm } from '../../../shared/porting/use-request.ts'

interface StepProps {
  readonly form: RequestForm
}

/** The numbers; how they are moved follows from them. */
export function NumbersStep({ form }: StepProps): ReactNode {
  const { draft, inputs, change } = form
  const { kind, count } = readNumberLines(draft.numbers)
  const wanted = kind === 'simple' && isComplexDraft(draft) ? 'complex' : kind
  useEffect(() => {
    if (wanted !== undefined && wanted !== draft.kind) change({ kind: wanted })
  }, [wanted, draft.kind, change])
  const fault = inputs('kind')['error']
  return (
    <Stack gap="md">
      <RequestInput field="numbers" inputs={inputs} draft={draft} isOwn />
      {wanted !== undefined && (
        <Text aria-live="polite">
          {WHAT[wanted](count)} {`It usually takes ${PORT_KIND_TERMS[wanted].usually}.`}
        </Text>
      )}
      {typeof fault === 'string' && (
        <Text c="var(--negative)" size="sm" role="alert">
          {fault}
        </Text>
      )}
      {draft.kind === 'special' && <RequestInput field="destination" inputs={inputs} draft={draft} isOwn />}
      <Text size="sm" c="dimmed">
        Numbers that are on the same bill and belong together (a line hunt, a range of 100) are best moved together:
        write all of them. A mobile number, and a 13, 1300 or 1800 number, is requested by itself.
      </Text>
    </Stack>
  )
}

const WHAT: Readonly<Record<RequestDraft['kind'], (count: number) => string>> = {
  simple: () => 'One number moves on a day your present provider names.',
  complex: (count) =>
    count === 1
      ? 'With a further service on it, the number moves on a day you choose once your present provider has agreed.'
      : `${plural(count, 'number')} move together, on a day you choose once your present provider has agreed.`,
  special: () => 'A 13, 1300 or 1800 number moves on a day that is agreed with you.',
  mobile: () => 'A mobile number moves within hours, once we know that it is yours.',
}
