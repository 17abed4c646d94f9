import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { AccountProvider } from '../account-context.tsx'

/** Around every page of a customer. */
export function Page(): ReactNode {
  const accountId = useParam('accountId')
  const query = useRead('readAccount', { params: { accountId } })
  return (
    <Loaded query={query} what="the customer">
      {(account) => (
        <AccountProvider value={{ account, timeZone: account.timeZone, reload: () => void query.refetch() }}>
          <Outlet />
        </AccountProvider>
      )}
    </Loaded>
  )
}
