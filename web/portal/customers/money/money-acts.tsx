import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { useAccount } from '../account-context.tsx'
import { mainAct, useActs } from '../acts/acts.ts'
import { ChargeDialog } from './charges/charge-dialog.tsx'
import { PayDialog } from './payments/pay-dialog.tsx'

/** What the office does with a customer's money, from each list of it: `?do=pay`, `?do=charge`, `?do=credit`. */
export function MoneyActs(): ReactNode {
  const { account } = useAccount()
  const { acts } = useActs(account)
  const { name, open, close } = useDialog()
  // The header has it, unless it has something more pressing; on a telephone it has neither.
  const inHeader = mainAct(acts) === undefined && account.status !== 'cancelled'
  if (!useMay()('billing.write')) return null
  return (
    <>
      <Button variant="default" onClick={() => open('charge')}>
        Charge or credit
      </Button>
      <Button onClick={() => open('pay')} {...(inHeader && { hiddenFrom: 'sm' })}>
        Record payment
      </Button>
      {name === 'pay' && <PayDialog onClose={close} />}
      {(name === 'charge' || name === 'credit') && <ChargeDialog kind={name} onClose={close} />}
    </>
  )
}
