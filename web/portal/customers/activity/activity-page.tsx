import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { SubMenu } from '../../../shared/layout/sub-menu.tsx'
import { useAccount } from '../account-context.tsx'
import { Notes } from './notes.tsx'
import classes from './activity-page.module.css'

/** What happened with a customer, and what staff noted about it. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const base = `/customers/${account.id}/activity`
  return (
    <PageFrame title="Activity">
      <div className={classes['layout']}>
        <div className={classes['main']}>
          <SubMenu
            label="Activity"
            pages={[
              { label: 'What changed', to: base },
              { label: 'Status', to: `${base}/status` },
              ...(may('mails.read') ? [{ label: 'E-mails', to: `${base}/mails` }] : []),
            ]}
          />
          <Outlet />
        </div>
        {may('account-notes.read') && (
          <aside className={classes['notes']} aria-label="Notes">
            <Notes />
          </aside>
        )}
      </div>
    </PageFrame>
  )
}
