import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useChange } from '../api/hooks.ts'
import { kindsText, type Methods } from './method-words.ts'
import { ADDED } from './use-added-method.ts'
import { usePortalPath } from './use-portal-path.ts'

interface AddMethodButtonProps {
  readonly accountId: string
  /** The page of this portal to come back to. */
  readonly page: string
  readonly kinds: Methods['kinds']
}

/** Goes to the page of the payment provider where a card or bank account is typed. */
export function AddMethodButton({ accountId, page, kinds }: AddMethodButtonProps): ReactNode {
  const pathOf = usePortalPath()
  const add = useChange('addPaymentMethod', { onDone: ({ url }) => location.assign(url) })
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
      loading={add.isPending}
      onClick={() =>
        add.mutate({
          params: { accountId },
          body: { returnPath: `${pathOf(page)}?${new URLSearchParams(ADDED).toString()}` },
        })
      }
    >
      {`Add ${kindsText(kinds)}`}
    </Button>
  )
}
