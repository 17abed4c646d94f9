import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { CorrectRowForm } from './correct-row-form.tsx'
import { RowFacts } from './row-facts.tsx'
import { retriedText } from './suspense-words.ts'

/** The suspended row the address names (`?row=…`): what is wrong with it, and the form that corrects it. */
export function RowPanel({ onDone }: { readonly onDone: (words: string) => void }): ReactNode {
  const [{ row = '' }, change] = useQueryState()
  const close = (): void => change({ row: undefined })
  return (
    <Drawer
      opened={row !== ''}
      onClose={close}
      position="right"
      size={480}
      title="Suspended call"
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {row !== '' && (
        <Row
          key={row}
          suspenseId={row}
          onClose={close}
          onDone={(words) => {
            close()
            onDone(words)
          }}
        />
      )}
    </Drawer>
  )
}

interface RowProps {
  readonly suspenseId: string
  readonly onClose: () => void
  readonly onDone: (words: string) => void
}

function Row({ suspenseId, onClose, onDone }: RowProps): ReactNode {
  const mayCorrect = useMay()('suspense.write')
  const query = useRead('readSuspense', { params: { suspenseId } }, { enabled: !mayCorrect })
  if (mayCorrect) {
    return (
      <CorrectRowForm
        suspenseId={suspenseId}
        onCorrected={(report) => onDone(retriedText(report))}
        onCancel={onClose}
      />
    )
  }
  return (
    <Loaded query={query} what="the row">
      {(row) => <RowFacts row={row} />}
    </Loaded>
  )
}
