import { Anchor } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import classes from './field-changes.module.css'

type Change = Item<'listAccountActivity'>['changes'][number]

/** So many are shown at once. */
const FEW = 3

/** What a change altered, field by field: `Bill day: 3 → 14`. */
export function FieldChanges({ changes }: { readonly changes: readonly Change[] }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? changes : changes.slice(0, FEW)
  if (changes.length === 0) return null
  return (
    <ul className={classes['changes']}>
      {shown.map(({ field, before, after }) => (
        <li key={field}>
          {`${field}: `}
          {before !== null && <del>{before}</del>}
          {before !== null && after !== null && ' → '}
          {after ?? (before === null ? '–' : ' taken away')}
        </li>
      ))}
      {changes.length > FEW && !isOpen && (
        <li>
          <Anchor component="button" type="button" fz="inherit" onClick={() => setOpen(true)}>
            {`and ${changes.length - FEW} more`}
          </Anchor>
        </li>
      )}
    </ul>
  )
}
