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
import { amountOf, moneyText } from '../../../shared/format/money.ts'
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
  render: ({ accountName }) => <Cut width={108}>{accountName}</Cut>,
}

const TYPE: RecordColumn = {
  key: 'type',
  heading: 'Service type',
  from: 'sm',
  render: ({ serviceType, description }) => (
    <>
      <Cut width={124}>{SERVICE_TYPE_WORDS[serviceType]}</Cut>
      {description !== SERVICE_TYPE_WORDS[serviceType] && (
        <div className={classes['under']}>
          <Cut width={124}>{description}</Cut>
        </div>
      )}
    </>
  ),
}

const PLAIN_TYPE: RecordColumn = { ...TYPE, render: ({ serviceType }) => SERVICE_TYPE_WORDS[serviceType] }

const DESCRIPTION: RecordColumn = {
  key: 'description',
  heading: 'Description',
  render: ({ description }) => description,
}

const STATUS: RecordColumn = {
  key: 'status',
  heading: 'Status',
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
        {clockText(time)}
        <Text span inherit visibleFrom="sm">
          {' '}
          {zoneName(new Date(startedAt), timeZone)}
        </Text>
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
  render: (record) => <Charge {...record} />,
}

const COST: RecordColumn = {
  key: 'cost',
  heading: 'Cost',
  align: 'right',
  from: 'md',
  render: (record) => <Cost {...record} />,
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
  const status: RecordColumn = { ...STATUS, from: ofAll ? 'xl' : 'lg' }
  if (kind === 'charge') return [DESCRIPTION, ...customer, PLAIN_TYPE, status, WHEN, CHARGE]
  return [ORIGIN, DESTINATION, ...customer, TYPE, status, WHEN, DURATION, CHARGE, ...(withCost ? [COST] : [])]
}

/** Ex GST, and under it with GST; free calls say so. */
function Charge({ charge, total, kind, status }: BillingRecord): ReactNode {
  if (amountOf(charge) === 0n) {
    return (
      <Text span inherit c="dimmed">
        {kind === 'call' && status === 'answered' ? 'Free' : '–'}
      </Text>
    )
  }
  const places = kind === 'call' ? PLACES : 2
  return (
    <>
      <Money value={charge} places={places} />
      <div className={classes['under']}>{moneyText(total, { places })} inc.</div>
    </>
  )
}

/** Wholesale, and under it the margin. */
function Cost({ kind, cost, margin }: BillingRecord): ReactNode {
  if (kind === 'charge') return '–'
  if (cost === null || cost === undefined) {
    return (
      <Text span inherit c="dimmed" title="No wholesale rate covers this call">
        not known
      </Text>
    )
  }
  if (amountOf(cost) === 0n && amountOf(margin ?? '0') === 0n) {
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    )
  }
  return (
    <>
      {moneyText(cost, { places: PLACES })}
      <div className={classes['under']}>
        margin <Money value={margin ?? '0'} places={PLACES} />
      </div>
    </>
  )
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
