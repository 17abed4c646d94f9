import { Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { ACTS, possibleActs, type NumberAct } from './number-acts.ts'
import { NumberActDialog } from './number-act-dialog.tsx'

type Row = Item<'listNumbers'>

interface BulkActsProps {
  readonly rows: readonly Row[]
  readonly onDone: () => void
}

/** What can be done with all of the ticked numbers. */
export function BulkActs({ rows, onDone }: BulkActsProps): ReactNode {
  const [asked, ask] = useState<NumberAct>()
  const acts = possibleActs(rows, useMay())
  return (
    <>
      {acts.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing can be done with all of these: they are of different kinds of status, or in use.
        </Text>
      )}
      {acts.map((act) => (
        <Button
          key={act}
          size="compact-sm"
          variant="default"
          {...(ACTS[act].isDangerous && { c: 'var(--negative)' })}
          onClick={() => ask(act)}
        >
          {ACTS[act].label}
        </Button>
      ))}
      {asked !== undefined && (
        <NumberActDialog
          act={asked}
          numbers={rows.map(({ number }) => number)}
          onClose={() => ask(undefined)}
          onDone={onDone}
        />
      )}
    </>
  )
}
