import { Alert, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { detailOf } from '../../shared/api/api-problem.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { daysText } from '../../shared/format/dates.ts'
import { amountOf, moneyText, sumOf } from '../../shared/format/money.ts'

type Quote = Answer<'quoteNumbers'>

interface FirstChargeProps {
  readonly query: UseQueryResult<Quote>
}

/** What is charged today and a month, before anything is added; and what credit is missing. */
export function FirstCharge({ query }: FirstChargeProps): ReactNode {
  if (query.isError) {
    return (
      <Alert color="yellow" p="sm">
        <Text size="sm">{detailOf(query.error)}</Text>
      </Alert>
    )
  }
  if (query.data === undefined) return null
  const { charge, gst, from, to, monthlyCharge, missing, balance, bundled, quantity } = query.data
  const isFree = amountOf(monthlyCharge) === 0n
  const isOverfull = bundled !== null && bundled.used + quantity > bundled.included
  return (
    <>
      {isFree && bundled === null && <Text size="sm">This costs nothing.</Text>}
      {!isFree && (
        <Text size="sm">
          {'Charged today '}
          <b className="figures">{`${moneyText(sumOf([charge, gst]))} inc. GST`}</b>
          {` (${moneyText(charge)} ex GST) for ${daysText(from, to)}; then ${moneyText(monthlyCharge)} a month ex GST.`}
        </Text>
      )}
      {bundled !== null && (
        <Text size="sm">
          {`The calling plan includes ${bundled.included} numbers, of which ${bundled.used} are in use. Nothing is charged for these.`}
        </Text>
      )}
      {isOverfull && (
        <Alert color="yellow" p="sm">
          <Text size="sm">
            The plan does not include that many. Take fewer, or put them on a plan with a price, such as Additional
            Line.
          </Text>
        </Alert>
      )}
      {amountOf(missing) > 0n && (
        <Alert color="yellow" p="sm">
          <Text size="sm">
            {`The account is prepaid and has ${moneyText(balance)}: ${moneyText(missing)} are missing. Add credit first.`}
          </Text>
        </Alert>
      )}
    </>
  )
}
