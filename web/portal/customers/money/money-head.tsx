import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { amountOf, moneyText, negated, sumOf } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { SubMenu } from '../../../shared/layout/sub-menu.tsx'
import { balanceWords } from '../account/balance-words.ts'
import { useAccount } from '../account-context.tsx'
import classes from './money-head.module.css'

/** Where a customer's money stands, above each list of it. */
export function MoneyHead(): ReactNode {
  const { account } = useAccount()
  const { id, balance, paymentMode } = account
  const may = useMay()
  const { data } = useRead('readAccountOverview', { params: { accountId: id } })
  const root = `/customers/${id}/statements`
  return (
    <div className={classes['head']}>
      <Facts
        facts={[
          {
            label: 'Balance',
            value: (
              <>
                <Money value={balance} /> {balanceWords(balance, paymentMode)}
              </>
            ),
          },
          ...(data === undefined ? [] : factsOf(data, account)),
        ]}
      />
      <SubMenu
        label="Statements and payments"
        pages={[
          { label: 'Statements', to: root },
          { label: 'Payments', to: `${root}/payments` },
          ...(may('card-payments.read') ? [{ label: 'Cards', to: `${root}/cards` }] : []),
          ...(may('dunning.read') && paymentMode === 'postpaid' ? [{ label: 'Overdue', to: `${root}/overdue` }] : []),
          { label: 'Charges and credits', to: `${root}/charges` },
          { label: 'Recurring items', to: `${root}/recurring` },
        ]}
      />
    </div>
  )
}

function factsOf(
  { balance: { due, overdue, dueOn }, spend, cycle }: Answer<'readAccountOverview'>,
  { balance, paymentMode, status }: Answer<'readAccount'>,
) {
  /** With what is outstanding it makes the balance. */
  const notInvoiced = sumOf([negated(balance), negated(due)])
  const isBilled = status === 'active' || status === 'suspended'
  return [
    ...(paymentMode === 'postpaid'
      ? [
          {
            label: 'Invoices outstanding',
            value:
              amountOf(overdue) > 0n
                ? `${moneyText(due)}, of which ${moneyText(overdue)} overdue`
                : `${moneyText(due)}${dueOn === null ? '' : `, due ${dayText(dueOn)}`}`,
          },
          ...(amountOf(notInvoiced) > 0n
            ? [{ label: 'Not invoiced yet, inc. GST', value: moneyText(notInvoiced) }]
            : []),
        ]
      : []),
    ...(isBilled ? [{ label: `Cycle to ${dayText(cycle.to)}, inc. GST`, value: moneyText(spend.soFar.total) }] : []),
  ]
}
