import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './statement-view.module.css'

/** A section of a document under its heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={classes['part']}>
      <Title order={3} className={classes['heading']}>
        {title}
      </Title>
      {children}
    </section>
  )
}

interface PairsProps {
  readonly label: string
  readonly pairs: readonly (readonly [name: string, value: string])[]
  /** The names that stand out. */
  readonly strong?: readonly string[]
}

const NONE: readonly string[] = []

/** Names and values beside each other, the values at the right. */
export function Pairs({ label, pairs, strong = NONE }: PairsProps): ReactNode {
  return (
    <table className={classes['rows']} aria-label={label}>
      <tbody>
        {pairs.map(([name, value]) => (
          <tr key={name} data-strong={strong.includes(name) || undefined}>
            <th scope="row">{name}</th>
            <td data-figure>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export interface PaperColumn {
  readonly head: string
  readonly isFigure?: boolean
  /** Left out where the page is as narrow as a telephone. */
  readonly isWideOnly?: boolean
}

interface PaperRowsProps {
  readonly label: string
  readonly columns: readonly PaperColumn[]
  readonly rows: readonly PaperRow[]
}

export interface PaperRow {
  readonly key: string
  readonly cells: readonly ReactNode[]
  /** A sum of those below it. */
  readonly isStrong?: boolean
}

/** A table as the PDF has it: thin lines, the head again on each printed page. */
export function PaperRows({ label, columns, rows }: PaperRowsProps): ReactNode {
  return (
    <table className={classes['rows']} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ head, isFigure, isWideOnly }) => (
            <th key={head} scope="col" data-figure={isFigure} data-wide={isWideOnly}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells, isStrong }) => (
          <tr key={key} data-strong={isStrong}>
            {columns.map(({ head, isFigure, isWideOnly }, index) => (
              <td key={head} data-figure={isFigure} data-wide={isWideOnly}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
