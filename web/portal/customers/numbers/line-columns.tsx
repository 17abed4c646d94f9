import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { dayOf, dayText } from '../../../shared/format/dates.ts'
import { Money, Phone, useToday, When } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { LINE_TYPE_WORDS, placeText, REGISTRATION_WORDS } from '../../../shared/numbers/number-words.ts'
import classes from './line-columns.module.css'

export type Line = Item<'listAccountNumbers'>
export type LineAct = 'edit' | 'remove' | 'cancel' | 'withdraw'

interface LineColumnsAsk {
  readonly timeZone: string
  readonly mayWrite: boolean
  readonly mayCancel: boolean
  /** May take a number away after the day it was added. */
  readonly mayCorrect: boolean
  /** The account is cancelled: nothing is left to do. */
  readonly isOver: boolean
  readonly onAct: (act: LineAct, line: Line) => void
}

/** The columns the platform has: number, line type, registration server and status, call limit, plan, monthly charge. */
export function lineColumns(ask: LineColumnsAsk): readonly Column<Line>[] {
  return [
    { key: 'number', heading: 'Number', render: (line) => <NumberCell line={line} /> },
    {
      key: 'type',
      heading: 'Line type',
      from: 'sm',
      render: ({ lineType }) => <span className={classes['line']}>{LINE_TYPE_WORDS[lineType]}</span>,
    },
    { key: 'registration', heading: 'Registration', from: 'md', render: (line) => <RegistrationCell line={line} /> },
    {
      key: 'limit',
      heading: 'Call limit',
      align: 'right',
      from: 'lg',
      render: ({ callLimit }) => callLimit ?? '–',
    },
    {
      key: 'plan',
      heading: 'Number plan',
      from: 'sm',
      render: ({ numberPlan }) => <span className={classes['line']}>{numberPlan.name}</span>,
    },
    {
      key: 'charge',
      heading: 'A month, ex GST',
      align: 'right',
      render: ({ monthlyCharge, block }) => (
        <>
          <Money value={monthlyCharge} />
          {block !== null && (
            <Text size="xs" c="dimmed">
              the block of 100
            </Text>
          )}
        </>
      ),
    },
    { key: 'acts', heading: '', align: 'right', render: (line) => <Acts line={line} ask={ask} /> },
  ]
}

function NumberCell({ line }: { readonly line: Line }): ReactNode {
  const { number, cancelOn, status, port } = line
  return (
    <>
      <Text span inherit fw={500}>
        <Phone number={number} />
      </Text>
      <Text size="xs" c="dimmed" truncate maw={170} title={placeText(line)}>
        {placeText(line)}
      </Text>
      {cancelOn !== null && <StatusBadge tone="watch">Ends {dayText(cancelOn)}</StatusBadge>}
      {status === 'porting' && (
        <StatusBadge tone="due">
          Porting in{port !== null && <> on </>}
          {port !== null && <When at={port.cutOverAt} />}
        </StatusBadge>
      )}
    </>
  )
}

function RegistrationCell({ line: { registration } }: { readonly line: Line }): ReactNode {
  if (registration === null) {
    return (
      <Text span inherit c="dimmed">
        not known to the switch
      </Text>
    )
  }
  const { words, tone } = REGISTRATION_WORDS[registration.status]
  const { server, contactAddress, userAgent } = registration
  const from = [server, contactAddress, userAgent].filter((part) => part !== undefined).join(', ')
  return (
    <>
      <StatusBadge tone={tone}>{words}</StatusBadge>
      <Text size="xs" c="dimmed" truncate maw={180} title={from}>
        {from}
      </Text>
    </>
  )
}

function Acts({ line, ask }: { readonly line: Line; readonly ask: LineColumnsAsk }): ReactNode {
  const { timeZone, mayWrite, mayCancel, mayCorrect, isOver, onAct } = ask
  const isNew = dayOf(new Date(line.since), timeZone) === useToday(timeZone)
  const mayRemove = mayWrite && (isNew || mayCorrect)
  if (isOver || line.status === 'porting' || !(mayWrite || mayCancel)) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${phoneText(line.number)}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWrite && <Menu.Item onClick={() => onAct('edit', line)}>Edit line</Menu.Item>}
        {mayCancel && line.cancelOn === null && (
          <Menu.Item onClick={() => onAct('cancel', line)}>Cancel at the anniversary</Menu.Item>
        )}
        {mayCancel && line.cancelOn !== null && (
          <Menu.Item onClick={() => onAct('withdraw', line)}>Withdraw the cancellation</Menu.Item>
        )}
        {mayRemove && (
          <Menu.Item color="red" onClick={() => onAct('remove', line)}>
            Remove now
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
