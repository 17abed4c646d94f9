import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'

/** Removes a carrier no port refers to. */
export function RemoveCarrier({
  carrier,
  onDone,
}: {
  readonly carrier: Item<'listCarriers'>
  readonly onDone: () => void
}): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const remove = useChange('removeCarrier', { silent: true, done: `${carrier.name} is removed`, onDone })
  return (
    <>
      <Button variant="default" color="red" onClick={() => setOpen(true)}>
        Remove
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Remove ${carrier.name}?`}
        consequences={[
          'Its name is not offered in requests any more; ports that named it keep the name.',
          'Calendars of its own go with it.',
        ]}
        action="Remove carrier"
        isBusy={remove.isPending}
        failure={remove.isError ? detailOf(remove.error) : undefined}
        onConfirm={() => remove.mutate({ params: { carrierId: carrier.id } })}
      />
    </>
  )
}
