import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { useAccount } from '../account-context.tsx'
import type { Control } from './control-words.ts'

/** Arms a released control again before its time. */
export function EndReleaseButton({ control }: { readonly control: Control['control'] }): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const end = useChange('endRelease', { done: 'It is armed again' })
  if (!may('credit-control.write')) return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={end.isPending}
      onClick={() => end.mutate({ params: { accountId: account.id, control } })}
    >
      Arm again
    </Button>
  )
}
