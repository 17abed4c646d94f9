import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CallingPlan, RateTerms } from '#domain/plans/calling-plan.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import type { Column } from '../list/columns.ts'
import { DataTable } from '../list/data-table.tsx'
import {
  amountText,
  bandText,
  factorText,
  incrementText,
  pricingNote,
  pricingText,
  serviceTypesText,
  serviceTypeText,
} from './plan-words.ts'

interface Row {
  readonly key: string
  readonly name: string
  readonly price: ReactNode
  readonly note: string
  readonly flagfall: string
  readonly minimum: string
  readonly blocks: string
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', heading: 'Calls', render: ({ name }) => name },
  {
    key: 'price',
    heading: 'Price',
    render: ({ price, note }) => (
      <>
        {price}
        {note !== '' && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </>
    ),
  },
  { key: 'flagfall', heading: 'Flagfall', align: 'right', render: ({ flagfall }) => flagfall },
  { key: 'minimum', heading: 'At least', align: 'right', from: 'sm', render: ({ minimum }) => minimum },
  { key: 'blocks', heading: 'Blocks', from: 'sm', render: ({ blocks }) => blocks },
]

interface RatesTableProps {
  readonly plan: CallingPlan
  /** The link to the plan's deck, or what is said instead. */
  readonly deck: ReactNode
  /** For whom it is: of what has no price, customers are told that it cannot be called. */
  readonly isOwn?: boolean
}

/** What calls of each kind cost, and which cannot be made at all. */
export function RatesTable({ plan, deck, isOwn = false }: RatesTableProps): ReactNode {
  const missing = CALL_SERVICE_TYPES.filter(
    (type) => type !== 'Emergency' && plan.rates[type] === undefined && !plan.deckCovers.includes(type),
  )
  const rows = rowsOf(plan, deck)
  const columns = COLUMNS.filter(({ key }) => !isEmptyOf(rows, key))
  return (
    <Stack gap="xs">
      <DataTable label="Rates" columns={columns} rows={rows} idOf={({ key }) => key} />
      {missing.length > 0 && (
        <Text size="sm" c="dimmed">
          {isOwn
            ? `${serviceTypesText(missing)} cannot be called on this plan.`
            : `No price for ${serviceTypesText(missing)}: such calls wait in suspense until the plan says one. They are never free.`}
        </Text>
      )}
    </Stack>
  )
}

/** Whether no rate has anything to say in a column. */
function isEmptyOf(rows: readonly Row[], column: string): boolean {
  return (column === 'minimum' || column === 'blocks') && rows.every((row) => row[column] === NONE)
}

const NONE = '–'

function rowsOf(plan: CallingPlan, deck: ReactNode): readonly Row[] {
  return CALL_SERVICE_TYPES.flatMap((type): readonly Row[] => {
    const name = serviceTypeText(type)
    if (type === 'Emergency') return [{ ...PLAIN, key: type, name, price: 'Free', note: 'always, however written' }]
    if (plan.deckCovers.includes(type)) return [{ ...PLAIN, key: type, name, price: <>By {deck}</> }]
    const rate = plan.rates[type]
    if (rate === undefined) return []
    const own = rowOf(type, name, rate)
    return rate.fromMobile === undefined
      ? [own]
      : [own, rowOf(`${type} mobile`, `${name}, from mobiles`, rate.fromMobile)]
  })
}

const PLAIN = { note: '', flagfall: NONE, minimum: NONE, blocks: NONE }

function rowOf(key: string, name: string, terms: RateTerms): Row {
  const { pricing, flagfall, increment, bands } = terms
  const hours = bands.map((band) => `${band.name}, ${bandText(band)}: ${factorText(band.factor)}`)
  return {
    key,
    name,
    price: pricingText(terms),
    note: [pricingNote(terms), ...hours].filter((each) => each !== '').join('; '),
    flagfall: flagfall === 0n ? NONE : amountText(flagfall),
    minimum: pricing.kind === 'perMinute' && pricing.minimumCharge > 0n ? amountText(pricing.minimumCharge) : NONE,
    blocks: increment === undefined ? NONE : incrementText(increment),
  }
}
