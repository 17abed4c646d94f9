import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { Ago } from '../../shared/format/figures.tsx'
import { portNumbersText } from '../../shared/porting/port-words.ts'
import { AppLink } from '../../shared/router/app-link.tsx'

const EVERY_MS = 60_000

/** What customers say is badly wrong after a cut-over and nobody has settled: their numbers can go back for hours only. */
export function UrgentMoves(): ReactNode {
  const mayWork = useMay()('ports.work')
  const { data } = useRead('listPortAlarms', {}, { enabled: mayWork, every: EVERY_MS })
  if (!mayWork || data === undefined || data.items.length === 0) return null
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title="Urgent after a cut-over"
      icon={<IconAlertTriangle size={18} />}
      mb="md"
    >
      {data.items.map(({ portId, accountName, words, at, ...numbers }, index) => (
        <Text key={`${portId} ${String(index)}`} size="sm" lineClamp={2}>
          <AppLink to={`/porting/${portId}`}>
            {accountName}, {portNumbersText(numbers)}
          </AppLink>{' '}
          (<Ago at={at} />
          ): {words}
        </Text>
      ))}
    </Alert>
  )
}
