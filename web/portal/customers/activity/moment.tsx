import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dateText, instantText, timeText } from '../../../shared/format/dates.ts'

/** The day of an instant, and below it the time. */
export function Moment({ at, timeZone }: { readonly at: string; readonly timeZone: string }): ReactNode {
  return (
    <time dateTime={at} title={instantText(at, timeZone)} style={{ whiteSpace: 'nowrap' }}>
      {dateText(at, timeZone)}
      <Text span inherit display="block" size="xs" c="dimmed">
        {timeText(at, timeZone)}
      </Text>
    </time>
  )
}
