import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { addressOf } from '../../shared/api/client.ts'
import type { EndpointName } from '../../shared/api/wire-types.ts'

interface CsvButtonProps {
  readonly report: EndpointName
  readonly query?: Readonly<Record<string, string | number>>
}

/** The report on the screen as a file. */
export function CsvButton({ report, query }: CsvButtonProps): ReactNode {
  return (
    <Button
      component="a"
      href={addressOf(report, { query: { ...query, format: 'csv' } })}
      download
      variant="default"
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      CSV
    </Button>
  )
}
