import { ActionIcon, Box, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { dayText } from '../../../shared/format/dates.ts'
import { Money, Phone, When } from '../../../shared/format/figures.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { LINE_TYPE_WORDS, placeText, REGISTRATION_WORDS } from '../../../shared/numbers/number-words.ts'
import { LeavingBadge } from '../account/leaving-notices.tsx'
import { LINE_ACT_WORDS, type Line, type LineAct } from './line-acts.ts'
import classes from './line-columns.module.css'

interface LineColumnsAsk {
  readonly actsOf: (line: Line) => readonly LineAct[]
  readonly onAct: (act: LineAct, line: Line) => void
}

/** The columns the platform has: number, line type, registration server and status, call limit, plan, monthly charge. */
export function lineColumns({ actsOf, onAct }: LineColumnsAsk): readonly Column<Line>[] {
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
      from: 'md',
      render: ({ callLimit }) => callLimit ?? <span title="The account’s channels">–</span>,
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
    {
      key: 'acts',
      heading: '',
      align: 'right',
      render: (line) => <Acts line={line} acts={actsOf(line)} onAct={onAct} />,
    },
  ]
}

function NumberCell({ line }: { readonly line: Line }): ReactNode {
  const { number, lineType, cancelOn, status, port } = line
  return (
    <>
      <RowLink patch={{ number }}>
        <Phone number={number} />
      </RowLink>
      <Text size="xs" c="dimmed" truncate maw={150} title={placeText(line)} visibleFrom="sm">
        {placeText(line)}
      </Text>
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        {LINE_TYPE_WORDS[lineType]}
      </Text>
      <Box hiddenFrom="md">
        <RegistrationBadge line={line} />
      </Box>
      <LeavingBadge number={number} />
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

function RegistrationBadge({ line: { registration } }: { readonly line: Line }): ReactNode {
  if (registration === null) return null
  const { words, tone } = REGISTRATION_WORDS[registration.status]
  return <StatusBadge tone={tone}>{words}</StatusBadge>
}

function RegistrationCell({ line }: { readonly line: Line }): ReactNode {
  if (line.registration === null) {
    return (
      <Text span inherit c="dimmed">
        not known to the switch
      </Text>
    )
  }
  const { server } = line.registration
  return (
    <>
      <RegistrationBadge line={line} />
      <Text size="xs" c="dimmed" truncate maw={180} title={server}>
        {server}
      </Text>
    </>
  )
}

interface ActsProps {
  readonly line: Line
  readonly acts: readonly LineAct[]
  readonly onAct: (act: LineAct, line: Line) => void
}

function Acts({ line, acts, onAct }: ActsProps): ReactNode {
  if (acts.length === 0) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${phoneText(line.number)}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act} {...(act === 'remove' && { color: 'red' })} onClick={() => onAct(act, line)}>
            {LINE_ACT_WORDS[act]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
