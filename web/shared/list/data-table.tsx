import { Checkbox, Skeleton, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Column } from './columns.ts'
import classes from './data-table.module.css'

interface Selection {
  readonly ids: ReadonlySet<string>
  readonly toggle: (id: string) => void
  readonly toggleAll: () => void
}

interface DataTableProps<Row> {
  /** What the table lists, for those who hear it: `Customers`. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  /** How a row is said to people when it is ticked: its name. */
  readonly nameOf?: (row: Row) => string
  /** Rows to draw while nothing has come yet; undefined: it has. */
  readonly skeletonRows?: number | undefined
  readonly isStale?: boolean
  readonly sort?: {
    readonly by: string | undefined
    readonly isDescending: boolean
    readonly change: (by: string) => void
  }
  readonly selection?: Selection | undefined
  /** The row the keyboard stands on. */
  readonly current?: number
  /** By column: what stands in the foot. */
  readonly foot?: Readonly<Partial<Record<string, ReactNode>>> | undefined
}

/** A table as every list of both portals has it: head that stays, figures right, rows that can be ticked and walked. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  idOf,
  nameOf = idOf,
  skeletonRows,
  isStale = false,
  sort,
  selection,
  current,
  foot,
}: DataTableProps<Row>): ReactNode {
  return (
    <div className={classes['frame']} ref={reachable} role="group" aria-label={label}>
      <table className={classes['table']} aria-label={label} aria-busy={skeletonRows !== undefined || isStale}>
        <thead>
          <tr>
            {selection !== undefined && (
              <th className={classes['tick']}>
                <Checkbox
                  size="xs"
                  aria-label="Tick all on this page"
                  checked={rows.length > 0 && selection.ids.size === rows.length}
                  indeterminate={selection.ids.size > 0 && selection.ids.size < rows.length}
                  onChange={selection.toggleAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody data-stale={isStale || undefined}>
          {skeletonRows === undefined
            ? rows.map((row, index) => {
                const id = idOf(row)
                return (
                  <tr
                    key={id}
                    data-current={index === current || undefined}
                    data-picked={selection?.ids.has(id) === true || undefined}
                  >
                    {selection !== undefined && (
                      <td className={classes['tick']}>
                        <Checkbox
                          size="xs"
                          aria-label={`Tick ${nameOf(row)}`}
                          checked={selection.ids.has(id)}
                          onChange={() => selection.toggle(id)}
                        />
                      </td>
                    )}
                    {columns.map(({ key, align, from, render }) => (
                      <td key={key} data-align={align} data-from={from}>
                        {render(row)}
                      </td>
                    ))}
                  </tr>
                )
              })
            : Array.from({ length: skeletonRows }, (_, index) => (
                <tr key={index} className={classes['skeleton']}>
                  {selection !== undefined && <td />}
                  {columns.map(({ key, from }) => (
                    <td key={key} data-from={from}>
                      <Skeleton h={12} w={`${45 + ((index * 17 + key.length * 11) % 45)}%`} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
        {foot !== undefined && rows.length > 0 && (
          <tfoot>
            <tr>
              {selection !== undefined && <td />}
              {columns.map(({ key, align, from }) => (
                <td key={key} data-align={align} data-from={from}>
                  {foot[key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** What has to be pushed sideways can be reached by the keyboard. */
function reachable(frame: HTMLDivElement | null): (() => void) | undefined {
  if (frame === null) return undefined
  const observer = new ResizeObserver(() => {
    const overflows = frame.scrollWidth > frame.clientWidth
    frame.toggleAttribute('data-overflows', overflows)
    if (overflows) frame.tabIndex = 0
    else frame.removeAttribute('tabindex')
  })
  observer.observe(frame)
  // Rows that came may be wider than their skeletons were.
  if (frame.firstElementChild !== null) observer.observe(frame.firstElementChild)
  return () => observer.disconnect()
}

interface HeadingProps<Row> {
  readonly column: Column<Row>
  readonly sort: DataTableProps<Row>['sort']
}

function Heading<Row>({ column, sort }: HeadingProps<Row>): ReactNode {
  const { heading, align, from, sort: by } = column
  const isBy = by !== undefined && sort?.by === by
  const direction = sort?.isDescending === true ? 'descending' : 'ascending'
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <th scope="col" data-align={align} data-from={from} {...(isBy && { 'aria-sort': direction })}>
      {by === undefined || sort === undefined ? (
        heading
      ) : (
        <UnstyledButton className={classes['sort']} onClick={() => sort.change(by)}>
          {heading}
          {isBy && <Arrow size={12} aria-hidden />}
        </UnstyledButton>
      )}
    </th>
  )
}
