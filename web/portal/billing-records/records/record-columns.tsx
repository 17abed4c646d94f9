import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  clockText,
  partyText,
  SERVICE_TYPE_WORDS,
  STATUS_WORDS,
  type BillingRecord,
} from '../../../shared/calls/call-words.ts'
import { durationText } from '../../../shared/format/counts.ts'
import { dayText, zoneName } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import classes from './record-columns.module.css'

/** Prices of single calls are parts of a cent. */
const PLACES = 4

type RecordColumn = Column<BillingRecord>

const ORIGIN: RecordColumn = {
  key: 'origin',
  heading: 'Origin',
  render: (record) =>
    record.kind === 'call' ? (
      <>
        <RowLink patch={{ call: record.id }}>
          <Figures>{partyText(record.origin)}</Figures>
        </RowLink>
        <Text component="div" hiddenFrom="sm" className={classes['under']}>
          {partyText(record.destination)}
        </Text>
      </>
    ) : (
      '–'
    ),
}

const DESTINATION: RecordColumn = {
  key: 'destination',
  heading: 'Destination',
  from: 'sm',
  render: ({ kind, destination, forwardedFrom }) =>
    kind === 'call' ? (
      <>
        <Figures>{partyText(destination)}</Figures>
        {forwardedFrom !== null && (
          <div className={classes['under']}>
            {forwardedFrom === '' ? 'forwarded' : `forwarded for ${partyText(forwardedFrom)}`}
          </div>
        )}
      </>
    ) : (
      '–'
    ),
}

const CUSTOMER: RecordColumn = {
  key: 'account',
  heading: 'Customer',
  from: 'sm',
  render: ({ accountName }) => <Cut width={128}>{accountName}</Cut>,
}

const TYPE: RecordColumn = {
  key: 'type',
  heading: 'Service type',
  from: 'sm',
  render: ({ serviceType, description }) => (
    <>
      <Cut width={168}>{SERVICE_TYPE_WORDS[serviceType]}</Cut>
      {description !== SERVICE_TYPE_WORDS[serviceType] && (
        <div className={classes['under']}>
          <Cut width={168}>{description}</Cut>
        </div>
      )}
    </>
  ),
}

const DESCRIPTION: RecordColumn = {
  key: 'description',
  heading: 'Description',
  render: ({ description }) => description,
}

const STATUS: RecordColumn = {
  key: 'status',
  heading: 'Status',
  from: 'lg',
  render: ({ status }) => (
    <Text span inherit c={isUsual(status) ? undefined : 'dimmed'} style={{ whiteSpace: 'nowrap' }}>
      {STATUS_WORDS[status]}
    </Text>
  ),
}

const WHEN: RecordColumn = {
  key: 'when',
  heading: 'Date and time',
  render: ({ date, time, startedAt, timeZone }) => (
    <>
      <Figures>{dayText(date)}</Figures>
      <div className={classes['under']}>
        {clockText(time)} {zoneName(new Date(startedAt), timeZone)}
      </div>
    </>
  ),
}

const DURATION: RecordColumn = {
  key: 'duration',
  heading: 'Length',
  align: 'right',
  from: 'sm',
  render: ({ kind, durationSeconds }) => (kind === 'call' ? durationText(durationSeconds) : '–'),
}

const CHARGE: RecordColumn = {
  key: 'charge',
  heading: 'Ex GST',
  align: 'right',
  render: ({ charge }) => <Money value={charge} places={PLACES} />,
}

const TOTAL: RecordColumn = {
  key: 'total',
  heading: 'Inc. GST',
  align: 'right',
  render: ({ total }) => <Money value={total} places={PLACES} />,
}

const COST: RecordColumn = {
  key: 'cost',
  heading: 'Cost',
  align: 'right',
  from: 'xl',
  render: ({ kind, cost }) => (kind === 'call' ? <Known amount={cost} /> : '–'),
}

const MARGIN: RecordColumn = {
  key: 'margin',
  heading: 'Margin',
  align: 'right',
  from: 'xl',
  render: ({ kind, margin }) => (kind === 'call' ? <Known amount={margin} /> : '–'),
}

interface Shown {
  /** Records of all customers: each says whose it is. */
  readonly ofAll: boolean
  readonly withCost: boolean
  /** Charges have no ends and no length. */
  readonly kind: string
}

/** The columns of billing records, for those who see them. */
export function recordColumns({ ofAll, withCost, kind }: Shown): readonly RecordColumn[] {
  const customer = ofAll ? [CUSTOMER] : []
  if (kind === 'charge')
    return [
      DESCRIPTION,
      ...customer,
      { ...TYPE, render: ({ serviceType }) => SERVICE_TYPE_WORDS[serviceType] },
      STATUS,
      WHEN,
      CHARGE,
      { ...TOTAL, from: 'md' },
    ]
  const cost = withCost ? [COST, MARGIN] : []
  const total = { ...TOTAL, from: ofAll ? 'xl' : 'lg' } as const
  return [ORIGIN, DESTINATION, ...customer, TYPE, STATUS, WHEN, DURATION, CHARGE, total, ...cost]
}

function Known({ amount }: { readonly amount: string | null | undefined }): ReactNode {
  if (amount === null || amount === undefined) {
    return (
      <Text span inherit c="dimmed" title="No wholesale rate covers this call">
        not known
      </Text>
    )
  }
  return <Money value={amount} places={PLACES} />
}

/** A figure that stays in one line. */
function Figures({ children }: { readonly children: string }): ReactNode {
  return (
    <span className="figures" style={{ whiteSpace: 'nowrap' }}>
      {children}
    </span>
  )
}

/** Nothing to look at twice. */
function isUsual(status: BillingRecord['status']): boolean {
  return status === 'answered' || status === 'charged'
}

/** Words cut off where the column ends; all of them on hover. */
function Cut({ width, children }: { readonly width: number; readonly children: string }): ReactNode {
  return (
    <Text span inherit truncate display="block" maw={width} title={children}>
      {children}
    </Text>
  )
}
