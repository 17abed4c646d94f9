import type { ReactNode } from 'react'
import { countText } from '../../../shared/format/counts.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { layoutText } from './deck-words.ts'
import type { SheetReading } from './use-sheet-reading.ts'

/** What was found in a sheet. */
export function SheetSummary({ reading: { layout, currency, counts } }: { readonly reading: SheetReading }): ReactNode {
  return (
    <Facts
      facts={[
        { label: 'Kind of sheet', value: layoutText(layout) },
        { label: 'Currency', value: currency ?? '–' },
        ...(counts === null
          ? []
          : [
              { label: 'Rows', value: countText(counts.sheetRows) },
              { label: 'Prefixes', value: countText(counts.prefixes) },
              { label: 'Destinations', value: countText(counts.destinations) },
              { label: 'Not offered', value: countText(counts.notOffered) },
              { label: 'Free', value: countText(counts.free) },
            ]),
      ]}
    />
  )
}
