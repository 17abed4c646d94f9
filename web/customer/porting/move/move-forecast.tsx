import { Skeleton, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { weekdayText } from '../../../shared/format/dates.ts'
import type { Port } from '../../../shared/porting/port-words.ts'

const ON_ITS_WAY: readonly Port['state'][] = [
  'rejected',
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
]

/** When the numbers will be here, as long as no day is set. */
export function MoveForecast({ port }: { readonly port: Port }): ReactNode {
  const { state, missing, numberCount } = port
  const isForecast = ON_ITS_WAY.includes(state) || (state === 'draft' && missing.length === 0)
  const { data } = useRead('readPortForecast', { params: { portId: port.id } }, { enabled: isForecast })
  if (!isForecast) return null
  if (data === undefined) return <Skeleton h={44} />
  return (
    <div>
      <Text fw={500}>{forecastWords(data, numberCount === 1)}</Text>
      {data.basis !== null && (
        <Text size="sm" c="dimmed">
          {data.basis.words}
        </Text>
      )}
    </div>
  )
}

function forecastWords({ typicalOn, likelyBy, ifSubmittedNow }: Answer<'readPortForecast'>, isOne: boolean): string {
  if (typicalOn === null || likelyBy === null) return ''
  const by = weekdayText(likelyBy)
  const when =
    typicalOn === likelyBy ? `by ${by} in 8 of 10 cases` : `on ${weekdayText(typicalOn)}, and in 8 of 10 cases by ${by}`
  const [one, many] = ifSubmittedNow
    ? ['If you send it today, the number is', 'If you send it today, the numbers are']
    : ['The number is', 'The numbers are']
  return `${isOne ? one : many} likely with us ${when}.`
}
