import type { ReactNode } from 'react'
import classes from './sum.module.css'

interface Line {
  /** Where labels may be the same. */
  readonly key?: string
  readonly label: string
  /** After the label, quietly: a day. */
  readonly aside?: ReactNode
  readonly value: ReactNode
}

interface SumProps {
  /** What is added up, for those who hear it. */
  readonly label: string
  readonly lines: readonly Line[]
  readonly total: Line
}

/** Amounts that add up to one, as a receipt has them. */
export function Sum({ label, lines, total }: SumProps): ReactNode {
  return (
    <table className={classes['sum']} aria-label={label}>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key ?? line.label}>
            <th scope="row">
              {line.label}
              {line.aside !== undefined && <span className={classes['aside']}> {line.aside}</span>}
            </th>
            <td>{line.value}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{total.label}</th>
          <td>{total.value}</td>
        </tr>
      </tfoot>
    </table>
  )
}
