import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { call } from '../api/client.ts'
import type { Ask } from '../api/wire-types.ts'
import { tellFailure } from '../feedback/toast.tsx'
import { countText } from '../format/counts.ts'
import { rowsCsv } from './rows-csv.ts'
import type { ListName } from './use-list.ts'

/** The most the API gives at once. */
const PAGE = 200

interface ExportRowsProps {
  readonly endpoint: ListName
  readonly params: unknown
  readonly query: Readonly<Record<string, string>>
  /** What it lists; the file is called so. */
  readonly label: string
}

/** Saves all rows of a list, as it is filtered, as a CSV file: for lists of which the API makes no file itself. */
export function ExportRows({ endpoint, params, query, label }: ExportRowsProps): ReactNode {
  const [read, setRead] = useState<number>()
  const save = async (): Promise<void> => {
    setRead(0)
    try {
      const rows = await readAll(endpoint, params, query, setRead)
      offer(rowsCsv(rows), `${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.csv`)
    } catch (error) {
      tellFailure(detailOf(error))
    } finally {
      setRead(undefined)
    }
  }
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconDownload size={14} aria-hidden />}
      disabled={read !== undefined}
      onClick={() => void save()}
    >
      {read === undefined || read === 0 ? 'Export' : `${countText(read)} read …`}
    </Button>
  )
}

async function readAll(
  endpoint: ListName,
  params: unknown,
  query: Readonly<Record<string, string>>,
  onRead: (rows: number) => void,
): Promise<readonly object[]> {
  const rows: object[] = []
  let cursor: string | undefined
  do {
    const ask = { ...(params !== undefined && { params }), query: { ...query, limit: PAGE, cursor } }
    const answer = (await call(endpoint, ask as unknown as Ask<ListName>)) as {
      readonly items: readonly object[]
      readonly nextCursor?: string | null
    }
    rows.push(...answer.items)
    cursor = answer.nextCursor ?? undefined
    onRead(rows.length)
  } while (cursor !== undefined)
  return rows
}

function offer(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
