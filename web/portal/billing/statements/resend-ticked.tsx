import { Alert, Button, List, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { call, newKey } from '../../../shared/api/client.ts'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { plural } from '../../../shared/format/counts.ts'
import type { ListedStatement } from '../../../shared/statements/statement-words.ts'

interface ResendTickedProps {
  readonly statements: readonly ListedStatement[]
  readonly onDone: () => void
}

interface Refusal {
  readonly number: string
  readonly why: string
}

/** Mails the ticked documents again, one after the other, and says which could not be. */
export function ResendTicked({ statements, onDone }: ResendTickedProps): ReactNode {
  const client = useQueryClient()
  const [sent, setSent] = useState<number>()
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const send = async (): Promise<void> => {
    const failed: Refusal[] = []
    setRefusals([])
    for (const [index, { id, number }] of statements.entries()) {
      setSent(index)
      await call('sendStatement', { params: { statementId: id }, body: {} }, { key: newKey() }).catch(
        (error: unknown) => failed.push({ number, why: detailOf(error) }),
      )
    }
    setSent(undefined)
    setRefusals(failed)
    await client.invalidateQueries()
    const done = statements.length - failed.length
    if (done > 0) tellDone(`${plural(done, 'document')} on the way`)
    if (failed.length === 0) onDone()
  }
  return (
    <>
      <Button size="compact-sm" variant="default" loading={sent !== undefined} onClick={() => void send()}>
        Send again
      </Button>
      {sent !== undefined && <Text size="sm" c="dimmed" role="status">{`${sent} of ${statements.length}`}</Text>}
      {refusals.length > 0 && (
        <Alert
          color="red"
          variant="light"
          p="xs"
          w="100%"
          title={`${plural(refusals.length, 'document')} could not be sent`}
        >
          <List size="sm">
            {refusals.map(({ number, why }) => (
              <List.Item key={number}>{`${number}: ${why}`}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  )
}
