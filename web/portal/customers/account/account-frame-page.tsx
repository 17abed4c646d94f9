import { Stack } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageScope } from '../../../shared/layout/page.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { ActDialogs } from '../acts/act-dialogs.tsx'
import { AccountProvider } from '../account-context.tsx'
import { AccountHeader } from './account-header.tsx'
import { AccountNav } from './account-nav.tsx'
import { AccountNotices } from './account-notices.tsx'
import classes from './account-header.module.css'

/** Around every page of a customer: who it is, how it stands, its menu. */
export function Page(): ReactNode {
  const accountId = useParam('accountId')
  const query = useRead('readAccount', { params: { accountId } })
  return (
    <Loaded query={query} what="the customer">
      {(account) => (
        <AccountProvider
          value={{ account, timeZone: account.timeZone, reload: async () => (await query.refetch()).data }}
        >
          <PageScope value={scopeOf(account)}>
            <AccountHeader />
            <div className={classes['layout']}>
              <AccountNav accountId={accountId} />
              <Stack className={classes['content']} gap="md">
                <AccountNotices />
                <Outlet />
              </Stack>
            </div>
            <ActDialogs />
          </PageScope>
        </AccountProvider>
      )}
    </Loaded>
  )
}

function scopeOf({ id, name }: Answer<'readAccount'>) {
  return {
    title: name,
    crumbs: [
      { label: 'Customers', to: '/customers' },
      { label: name, to: `/customers/${id}` },
    ],
  }
}
