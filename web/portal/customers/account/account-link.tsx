import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useAccount } from '../account-context.tsx'

interface AccountLinkProps {
  /** Below the customer's own address: `statements`. */
  readonly path: string
  readonly children: ReactNode
}

/** A way to another page of the same customer. */
export function AccountLink({ path, children }: AccountLinkProps): ReactNode {
  const { account } = useAccount()
  return (
    <Anchor component={AppLink} to={`/customers/${account.id}/${path}`} fz="inherit">
      {children}
    </Anchor>
  )
}
