import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { plural } from '../format/counts.ts'
import { readNumberLines } from './number-lines.ts'
import { isComplexDraft, type RequestDraft } from './request-draft.ts'

interface KindGuessProps {
  readonly draft: RequestDraft
  readonly onChange: (kind: RequestDraft['kind']) => void
}

/** What the numbers that are typed mean for how they are moved; and where another kind is chosen, the way to theirs. */
export function KindGuess({ draft, onChange }: KindGuessProps): ReactNode {
  const { kind: byNumbers, count } = readNumberLines(draft.numbers)
  const kind = byNumbers === 'simple' && isComplexDraft(draft) ? 'complex' : byNumbers
  if (kind === undefined) return null
  return (
    <Text size="sm" c="dimmed" aria-live="polite">
      {WHY[kind](count)} It usually takes {PORT_KIND_TERMS[kind].usually}.
      {draft.kind !== kind && (
        <Button variant="subtle" size="compact-sm" ml={6} onClick={() => onChange(kind)}>
          Request that
        </Button>
      )}
    </Text>
  )
}

const WHY: Readonly<Record<RequestDraft['kind'], (count: number) => string>> = {
  simple: () => 'One local number with nothing attached is a simple port; its day is given by the carriers.',
  complex: (count) =>
    count === 1
      ? 'One number with more on its line is a complex port; its day is picked once it is accepted.'
      : `${plural(count, 'number')} together are a complex port; its day is picked once it is accepted.`,
  special: () => 'A 13, 1300 or 1800 number is a special port of its own; its day is agreed.',
  mobile: () => 'A mobile number is a port of its own; its user is verified first.',
}
