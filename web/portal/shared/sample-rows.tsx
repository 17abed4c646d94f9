import type { ReactNode } from 'react'
import { Box, Text } from '@mantine/core'
import classes from './sample-rows.module.css'

interface Sample {
  readonly headings: readonly string[]
  /** What each field is read from: an index into the headings. */
  readonly fields: readonly { readonly label: string; readonly column: number | null }[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

/** The first rows of a sheet, with what each column is read as over its heading. */
export function SampleRows({ headings, fields, rows }: Sample): ReactNode {
  // Headings may be there twice, or empty: their place is what tells them apart.
  const columns = headings.map((heading, place) => ({
    key: `${place} ${heading}`,
    place,
    heading: heading === '' ? `column ${place + 1}` : heading,
    read: readAs(fields, place),
  }))
  return (
    <Box component="section" className={classes['frame']} aria-label="First rows of the sheet" tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th>Line</th>
            {columns.map(({ key, heading, read }) => (
              <th key={key} data-read={read !== '' || undefined}>
                <Text size="xs" c="dimmed" fw={400}>
                  {read === '' ? 'not read' : read}
                </Text>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line}>
              <td>{line}</td>
              {columns.map(({ key, place, read }) => (
                <td key={key} data-read={read !== '' || undefined}>
                  {cells[place] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}

function readAs(fields: Sample['fields'], place: number): string {
  return fields
    .filter(({ column }) => column === place)
    .map(({ label }) => label)
    .join(', ')
}
