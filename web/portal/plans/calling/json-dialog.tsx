import { Alert, Button, CopyButton, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { plainly } from './plan-offer.ts'

type Definition = Readonly<Record<string, unknown>>

interface JsonDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly definition: Definition
  /** Left out: to read and copy only. */
  readonly onUse?: (plan: CallingPlan, definition: Definition) => void
}

/** A plan in the form that files and `tollgate rate --plan` have it in; it can be pasted too. */
export function JsonDialog({ opened, onClose, definition, onUse }: JsonDialogProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title="The plan as JSON" size="xl">
      {opened && <Json definition={definition} onClose={onClose} {...(onUse !== undefined && { onUse })} />}
    </Modal>
  )
}

function Json({ definition, onClose, onUse }: Omit<JsonDialogProps, 'opened'>): ReactNode {
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2))
  const [faults, setFaults] = useState<readonly string[]>([])
  const use = (): void => {
    const read = readJson(text)
    if (typeof read === 'string') return setFaults([read])
    const plan = parseCallingPlan(read)
    if (!isCallingPlan(plan)) {
      return setFaults(
        plan.map(({ field, message }) => `${field === undefined ? '' : `${field}: `}${plainly(message)}`),
      )
    }
    onUse?.(plan, read)
    onClose()
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Rates, allowances and hours, as plan.json of the command line has them. Prices a month are not among them.
      </Text>
      <Textarea
        aria-label="The plan as JSON"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        readOnly={onUse === undefined}
        autosize
        minRows={12}
        maxRows={24}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      />
      {faults.length > 0 && (
        <Alert color="red" role="alert" title="This cannot be used as it is">
          <List size="sm">
            {faults.slice(0, 20).map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group>
        {onUse !== undefined && <Button onClick={use}>Use this plan</Button>}
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  )
}

function readJson(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : 'A plan is an object: { "name": … }.'
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`
  }
}
