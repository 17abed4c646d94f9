import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { plural } from '../../../shared/format/counts.ts'
import type { Transfer } from './transfer-words.ts'

/** What can be done with the ticked rows of a list. */
export function acceptTicked(transfers: readonly Transfer[], untick: () => void): ReactNode {
  return <Accept transfers={transfers} onDone={untick} />
}

/** Posts the suggestions among the ticked rows. */
function Accept({
  transfers,
  onDone,
}: {
  readonly transfers: readonly Transfer[]
  readonly onDone: () => void
}): ReactNode {
  const may = useMay()
  const ids = transfers
    .filter(({ status, account }) => account !== null && (status === 'suggested' || status === 'matched'))
    .map(({ id }) => id)
  const accept = useChange('acceptBankTransfers', { done: `${plural(ids.length, 'transfer')} posted`, onDone })
  if (!may('bank-transfers.write')) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={ids.length === 0}
      loading={accept.isPending}
      onClick={() => accept.mutate({ body: { ids } })}
    >
      {`Post ${plural(ids.length, 'suggestion')}`}
    </Button>
  )
}
