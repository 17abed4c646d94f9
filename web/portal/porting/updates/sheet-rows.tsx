import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { REJECT_REASONS } from '#domain/porting/reject-reasons.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { PORT_STATE_WORDS } from '../../../shared/porting/port-words.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import classes from './sheet-rows.module.css'
import { dateOf, MEANING_WORDS, SHOW_WORDS, type Sheet, type SheetRow, type Show } from './sheet-words.ts'

const COLUMNS: readonly Column<SheetRow>[] = [
  { key: 'line', heading: 'Line', align: 'right', from: 'sm', render: ({ line }) => countText(line) },
  { key: 'order', heading: 'Order', render: (row) => <Order row={row} /> },
  {
    key: 'show',
    heading: 'Row',
    from: 'sm',
    render: ({ show }) => <StatusBadge tone={SHOW_WORDS[show].tone}>{SHOW_WORDS[show].text}</StatusBadge>,
  },
  { key: 'says', heading: 'The carrier says', from: 'sm', render: (row) => <Says row={row} /> },
  { key: 'change', heading: 'Now and after', render: (row) => <Change row={row} /> },
]

/** While rows are applied, how often they are read again. */
const ASK_MS = 2000

/** Every row of a sheet: how its order stands, how it will, or why not. */
export function SheetRows({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const [{ show }] = useQueryState()
  return (
    <Stack gap="sm">
      <Counts sheet={sheet} />
      <List
        endpoint="listCarrierSheetRows"
        params={{ sheetId: sheet.id }}
        label="Rows of the sheet"
        columns={COLUMNS}
        withTotal
        idOf={({ line }) => String(line)}
        fixed={show === undefined ? {} : { show }}
        every={sheet.status === 'applying' ? ASK_MS : false}
        empty={<Text c="dimmed">No row does that.</Text>}
      />
    </Stack>
  )
}

const SHOWN: readonly Show[] = ['ready', 'split', 'refused', 'elsewhere', 'unchanged', 'applied', 'failed']

/** How many rows do what; a press shows those. */
function Counts({ sheet: { counts } }: { readonly sheet: Sheet }): ReactNode {
  const [{ show }, change] = useQueryState()
  const choose = (value: string | undefined): void =>
    change({ show: value, cursor: undefined, page: undefined }, { replace: true })
  return (
    <Group gap="xs" role="group" aria-label="How many rows do what">
      <Button
        size="compact-sm"
        variant={show === undefined ? 'light' : 'default'}
        aria-pressed={show === undefined}
        onClick={() => choose(undefined)}
      >
        {`All ${countText(counts.rows)}`}
      </Button>
      {SHOWN.filter((value) => counts[value] > 0).map((value) => (
        <Button
          key={value}
          size="compact-sm"
          variant={show === value ? 'light' : 'default'}
          aria-pressed={show === value}
          onClick={() => choose(value)}
        >
          {`${SHOW_WORDS[value].text} ${countText(counts[value])}`}
        </Button>
      ))}
    </Group>
  )
}

function Order({ row }: { readonly row: SheetRow }): ReactNode {
  const { portId, numbers, accountName, cells } = row
  if (portId === null) {
    return (
      <>
        <Text size="sm" c="dimmed" className={classes['cells']} title={cells.join(', ')}>
          {cells.filter((cell) => cell !== '').join(', ')}
        </Text>
        <Badge row={row} />
      </>
    )
  }
  const [first = ''] = numbers
  return (
    <>
      <RowLink to={`/porting/${portId}`}>
        {numbers.length === 1 ? phoneText(first) : `${plural(numbers.length, 'number')} from ${phoneText(first)}`}
      </RowLink>
      <Text size="xs" c="dimmed">
        {accountName}, port {portId}
      </Text>
      <Badge row={row} />
    </>
  )
}

/** Where there is no room for a column of its own. */
function Badge({ row: { show } }: { readonly row: SheetRow }): ReactNode {
  return (
    <span className={classes['badge']}>
      <StatusBadge tone={SHOW_WORDS[show].tone}>{SHOW_WORDS[show].text}</StatusBadge>
    </span>
  )
}

function Says({ row: { step, reason, code, words, cells } }: { readonly row: SheetRow }): ReactNode {
  if (step === null)
    return (
      <Text size="sm" c="dimmed" className={classes['cells']}>
        {cells.findLast((cell) => cell !== '')}
      </Text>
    )
  const why = reason === null ? '' : `: ${REJECT_REASONS[reason].label}`
  return (
    <>
      {MEANING_WORDS[step]}
      {why}
      {code !== null && ` (${code})`}
      {words !== '' && (
        <Text size="xs" c="dimmed" className={classes['cells']} title={words}>
          {words}
        </Text>
      )}
    </>
  )
}

function Change({ row }: { readonly row: SheetRow }): ReactNode {
  const timeZone = useTimeZone()
  const { before, after, problem, remedy, outcome, show } = row
  if (problem !== null) {
    return (
      <div className={classes['why']}>
        {problem}
        <Text size="xs" c="dimmed">
          {remedy}
        </Text>
      </div>
    )
  }
  if (show === 'failed') return <div className={classes['why']}>{outcome}</div>
  if (before === null) return null
  if (after === null) return <Text size="sm" c="dimmed">{`Stays ${stateText(before)}`}</Text>
  const [dateBefore, dateAfter] = [dateOf(before, timeZone), dateOf(after, timeZone)]
  return (
    <div className={classes['why']}>
      {before.state === after.state ? stateText(after) : `${stateText(before)} → ${stateText(after)}`}
      {dateAfter !== dateBefore && (
        <Text size="xs">{dateBefore === '' ? dateAfter : `${dateBefore} → ${dateAfter || 'no date'}`}</Text>
      )}
      {after.reference !== before.reference && (
        <Text size="xs" c="dimmed">
          Reference {after.reference}
        </Text>
      )}
      {outcome !== null && (
        <Text size="xs" c="dimmed">
          {outcome}
        </Text>
      )}
    </div>
  )
}

function stateText({ state }: NonNullable<SheetRow['before']>): string {
  return PORT_STATE_WORDS[state].text
}
