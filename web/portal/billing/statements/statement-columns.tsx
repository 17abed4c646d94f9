import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayText, daysText } from '../../../shared/format/dates.ts'
import { amountOf } from '../../../shared/format/money.ts'
import { Money } from '../../../shared/format/figures.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { MailBadge, SettlementBadge } from '../../../shared/statements/statement-badges.tsx'
import { KIND_WORDS, type ListedStatement } from '../../../shared/statements/statement-words.ts'
import { StatementActions } from './statement-actions.tsx'

type StatementColumn = Column<ListedStatement>

const RIGHT = { align: 'right' } as const

const NUMBER: StatementColumn = {
  key: 'number',
  heading: 'Number',
  render: (statement) => (
    <>
      <RowLink to={statementPath(statement)}>{statement.number}</RowLink>
      {statement.isFinal && (
        <Text span size="xs" c="dimmed">
          {' '}
          final
        </Text>
      )}
    </>
  ),
}

const CUSTOMER: StatementColumn = {
  key: 'customer',
  heading: 'Customer',
  render: ({ accountName, accountNumber }) => (
    <Text span inherit truncate display="block" maw={220} title={`${accountName}, ${accountNumber}`}>
      {accountName}
    </Text>
  ),
}

const KIND: StatementColumn = { key: 'kind', heading: 'Kind', from: 'md', render: ({ kind }) => KIND_WORDS[kind] }

const PERIOD: StatementColumn = {
  key: 'period',
  heading: 'Period',
  from: 'sm',
  render: ({ from, to }) => daysText(from, to),
}

const ISSUED: StatementColumn = {
  key: 'issued',
  heading: 'Issued',
  sort: 'issuedAt',
  from: 'md',
  render: ({ issuedOn }) => dayText(issuedOn),
}

const DUE: StatementColumn = {
  key: 'due',
  heading: 'Due',
  sort: 'dueOn',
  from: 'md',
  render: ({ dueOn }) => (dueOn === null ? <Nothing /> : dayText(dueOn)),
}

const STATUS: StatementColumn = {
  key: 'status',
  heading: 'Status',
  render: ({ status }) => <SettlementBadge status={status} />,
}

const MAIL: StatementColumn = {
  key: 'mail',
  heading: 'E-mail',
  from: 'lg',
  render: ({ mailStatus }) => <MailBadge mailStatus={mailStatus} />,
}

const TOTAL: StatementColumn = {
  key: 'total',
  heading: 'Inc. GST',
  sort: 'total',
  ...RIGHT,
  render: ({ total }) => <Money value={total} />,
}

const OUTSTANDING: StatementColumn = {
  key: 'outstanding',
  heading: 'Outstanding',
  ...RIGHT,
  from: 'sm',
  render: ({ outstanding }) => (amountOf(outstanding) === 0n ? <Nothing /> : <Money value={outstanding} />),
}

const BALANCE: StatementColumn = {
  key: 'balance',
  heading: 'Balance after',
  ...RIGHT,
  from: 'lg',
  render: ({ kind, closingBalance }) => (kind === 'adjustment-note' ? <Nothing /> : <Money value={closingBalance} />),
}

const ACTIONS: StatementColumn = {
  key: 'actions',
  heading: '',
  ...RIGHT,
  render: (statement) => <StatementActions statement={statement} />,
}

/** The documents of all customers. */
export const ALL_STATEMENTS: readonly StatementColumn[] = [
  NUMBER,
  CUSTOMER,
  PERIOD,
  ISSUED,
  DUE,
  STATUS,
  MAIL,
  TOTAL,
  OUTSTANDING,
  ACTIONS,
]

/** Those of one customer, with what each left on the account. */
export const OWN_STATEMENTS: readonly StatementColumn[] = [
  NUMBER,
  KIND,
  PERIOD,
  DUE,
  STATUS,
  MAIL,
  TOTAL,
  OUTSTANDING,
  BALANCE,
  ACTIONS,
]

/** Adjustment notes, which are never due. */
export const ALL_NOTES: readonly StatementColumn[] = [NUMBER, CUSTOMER, ISSUED, PERIOD, MAIL, TOTAL, ACTIONS]

/** Where staff read a document. */
function statementPath({ accountId, id }: Pick<ListedStatement, 'accountId' | 'id'>): string {
  return `/customers/${accountId}/statements/${id}`
}

function Nothing(): ReactNode {
  return (
    <Text span inherit c="dimmed">
      –
    </Text>
  )
}
