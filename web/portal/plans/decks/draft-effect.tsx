import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Working } from '../../../shared/feedback/working.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { daysText } from '../../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import type { Draft } from './deck-words.ts'

type Effect = NonNullable<Draft['effect']['total']>

/** What the sheet would have done to last month's calls, in a sentence; how far that is reckoned until then. */
export function DraftEffect({ draft: { effect } }: { readonly draft: Draft }): ReactNode {
  const month = daysText(effect.from, effect.to)
  if (effect.status === 'failed') {
    return (
      <Alert color="yellow" title="Last month’s calls could not be priced again">
        <Text size="sm">{effect.failure ?? 'Upload the sheet again to try once more.'}</Text>
      </Alert>
    )
  }
  if (effect.status !== 'done' || effect.total === null) {
    return <Working words={`Pricing the calls of ${month} with both`} share={effect.progress} />
  }
  const { calls, oldCharge, newCharge, unpriced } = effect.total
  return (
    <Text maw={860}>
      {`Of ${plural(effect.callsByDeck ?? 0, 'call')} that this deck priced, ${month}, ${countText(calls)} would cost something else: `}
      <b className="figures">{`${moneyText(oldCharge)} → ${moneyText(newCharge)}`}</b>
      {` (${signedText(effect.total)}), ex GST.`}
      {unpriced > 0 && ` ${plural(unpriced, 'call')} would have no price and wait in suspense.`}
    </Text>
  )
}

/** `+$12.30`, `−$4.00`. */
export function signedText({ difference }: Pick<Effect, 'difference'>): string {
  return `${amountOf(difference) > 0n ? '+' : ''}${moneyText(difference)}`
}
