import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'

/** Which rate deck prices the calls that a plan leaves to one. */
export function DeckSelect(props: NativeSelectProps): ReactNode {
  const { data } = useRead('listRateDecks', { query: { limit: 200 } })
  const decks = (data?.items ?? []).map(({ id, name, use }) => ({
    value: id,
    label: use === 'wholesale' ? `${name} (what you pay)` : name,
  }))
  return (
    <NativeSelect
      label="Rate deck"
      description="Prices the calls that are set to it below"
      maw={420}
      data={[{ value: '', label: 'Choose a deck' }, ...decks]}
      {...props}
    />
  )
}
