import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import { tellFailure } from '../feedback/toast.tsx'
import classes from './behalf-bar.module.css'
import { useSession } from './session.ts'

/** Shown all the time while a member of staff is signed in as a customer, with the way back. */
export function BehalfBar(): ReactNode {
  const { name, onBehalf, accountId } = useSession()
  const [isBusy, setBusy] = useState(false)
  const leave = async (): Promise<void> => {
    setBusy(true)
    try {
      await call('leaveCustomer', {})
      location.assign(accountId === null ? '/' : `/customers/${accountId}`)
    } catch (error) {
      setBusy(false)
      tellFailure(detailOf(error))
    }
  }
  return (
    <aside className={classes['bar']} aria-label="Signed in as a customer">
      <span className={classes['words']}>
        {onBehalf?.name}, you are signed in as <b>{name}</b>. Every change names you both.
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={isBusy}
        onClick={() => void leave()}
        style={{ flexShrink: 0 }}
      >
        Go back
      </Button>
    </aside>
  )
}
