import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'

interface ReasonFormProps {
  readonly endpoint: 'setBankTransferAside' | 'reopenBankTransfer' | 'undoBankTransfer'
  readonly params: { readonly bankTransferId: string }
  readonly action: string
  /** What was done, for the toast. */
  readonly done: string
  /** What it comes to. */
  readonly words?: string
  readonly onClose: () => void
}

/** Decides on a transfer, with why. */
export function ReasonForm({ endpoint, params, action, done, words, onClose }: ReasonFormProps): ReactNode {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<string>()
  const decide = useChange(endpoint, { silent: true, done, onDone: onClose })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') return setMissing('Write why, in a few words.')
        decide.mutate({ params, body: { reason: reason.trim() } })
      }}
    >
      <Stack gap="sm">
        {words !== undefined && <Text size="sm">{words}</Text>}
        <Textarea
          label="Why"
          autosize
          minRows={2}
          maxLength={300}
          data-autofocus
          value={reason}
          error={missing}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setMissing(undefined)
          }}
        />
        {decide.isError && (
          <Alert color="red" role="alert" title="Nothing was changed">
            {detailOf(decide.error)}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" loading={decide.isPending}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
