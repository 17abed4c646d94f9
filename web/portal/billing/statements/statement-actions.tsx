import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { ListedStatement } from '../../../shared/statements/statement-words.ts'

/** What can be done with a document without opening it. */
export function StatementActions({ statement }: { readonly statement: ListedStatement }): ReactNode {
  const { id, number, kind } = statement
  const may = useMay()
  const params = { statementId: id }
  const send = useChange('sendStatement', { done: ({ to }) => `${number} is on its way to ${to}` })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`What can be done with ${number}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={addressOf('statementPdf', { params })} target="_blank">
          PDF
        </Menu.Item>
        {kind !== 'adjustment-note' && (
          <Menu.Item component="a" href={addressOf('statementCalls', { params })} download>
            Calls as CSV
          </Menu.Item>
        )}
        {may('mails.write') && (
          <Menu.Item onClick={() => send.mutate({ params, body: {} })} disabled={send.isPending}>
            Send again
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
