import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { DocumentUsageLine } from '#domain/billing/statement-document.ts'
import { useMay } from '../../../../shared/access/session.ts'
import { addressOf } from '../../../../shared/api/client.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { Money, When } from '../../../../shared/format/figures.tsx'
import { amountOf, moneyText } from '../../../../shared/format/money.ts'
import { Facts } from '../../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useParam } from '../../../../shared/router/use-address.ts'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { Fingerprint } from '../../../../shared/statements/fingerprint.tsx'
import { MailBadge, SettlementBadge } from '../../../../shared/statements/statement-badges.tsx'
import type { CallsPlace } from '../../../../shared/statements/calls-place.ts'
import { StatementView } from '../../../../shared/statements/statement-view.tsx'
import { documentOf, KIND_WORDS } from '../../../../shared/statements/statement-words.ts'
import { useAccount } from '../../account-context.tsx'
import { PayDialog } from '../payments/pay-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'
import classes from './statement-page.module.css'

type Statement = Answer<'readStatement'>

/** A statement, invoice or adjustment note as it was issued, and how it stands now. */
export function Page(): ReactNode {
  const query = useRead('readStatement', { params: { statementId: useParam('statementId') } })
  return (
    <Loaded query={query} what="the statement">
      {(statement) => <StatementHere statement={statement} />}
    </Loaded>
  )
}

function StatementHere({ statement }: { readonly statement: Statement }): ReactNode {
  const { account } = useAccount()
  const root = `/customers/${account.id}/statements`
  return (
    <PageFrame
      title={statement.number}
      aside={statement.status !== null && <SettlementBadge status={statement.status} />}
      crumbs={[{ label: 'Statements and payments', to: root }]}
      actions={<Actions statement={statement} />}
    >
      <div className={classes['layout']}>
        <StatementView
          document={documentOf(statement)}
          callsOf={(line) => callsOf(line, statement, `/customers/${account.id}/billing-records`)}
        />
        <Standing statement={statement} root={root} />
      </div>
      <Dialogs statement={statement} />
    </PageFrame>
  )
}

/** The calls of a line: those of its days and its service type. */
function callsOf({ serviceType, late }: DocumentUsageLine, { from, to }: Statement, records: string): CallsPlace {
  return { to: records, search: { from: late?.from ?? from, to: late?.to ?? to, serviceType } }
}

function Actions({ statement }: { readonly statement: Statement }): ReactNode {
  const { id, kind, outstanding } = statement
  const may = useMay()
  const { open } = useDialog()
  const params = { statementId: id }
  const isNote = kind === 'adjustment-note'
  const canWrite = may('billing.write')
  return (
    <>
      {canWrite && amountOf(outstanding) > 0n && (
        <Button variant="default" onClick={() => open('pay')}>{`Record payment of ${moneyText(outstanding)}`}</Button>
      )}
      <Button variant="default" component="a" href={addressOf('statementPdf', { params })} target="_blank">
        PDF
      </Button>
      {may('mails.write') && (
        <Button variant="default" onClick={() => open('send')}>
          Send again
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!isNote && (
            <Menu.Item component="a" href={addressOf('statementCalls', { params })} download>
              Calls as CSV
            </Menu.Item>
          )}
          <Menu.Item onClick={() => window.print()}>Print</Menu.Item>
          {canWrite && !isNote && <Menu.Item onClick={() => open('note')}>Issue an adjustment note</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Dialogs({ statement }: { readonly statement: Statement }): ReactNode {
  const may = useMay()
  const { name, close } = useDialog()
  if (name === 'send' && may('mails.write')) return <SendDialog statement={statement} onClose={close} />
  if (!may('billing.write')) return null
  if (name === 'note') return <NoteDialog statement={statement} onClose={close} />
  return name === 'pay' ? <PayDialog onClose={close} amount={statement.outstanding} /> : null
}

/** What the document cannot say, for it is of later. */
function Standing({ statement, root }: { readonly statement: Statement; readonly root: string }): ReactNode {
  const { kind, outstanding, status, closingBalance, mailStatus, issuedAt } = statement
  const { timeZone } = useAccount()
  return (
    <Stack component="aside" gap="lg" className={classes['aside']}>
      <Facts
        facts={[
          { label: 'Kind', value: KIND_WORDS[kind] },
          ...(status === null
            ? []
            : [
                { label: 'Status', value: <SettlementBadge status={status} /> },
                { label: 'Still outstanding', value: <Money value={outstanding} /> },
              ]),
          ...(kind === 'adjustment-note'
            ? []
            : [{ label: 'Balance after it', value: <Money value={closingBalance} /> }]),
          { label: 'Issued', value: <When at={issuedAt} timeZone={timeZone} full /> },
          { label: 'E-mail', value: <MailBadge mailStatus={mailStatus} /> },
        ]}
      />
      <Notes statement={statement} root={root} />
      <Fingerprint statement={statement} />
    </Stack>
  )
}

/** The adjustment notes on a statement; of a note, the statement it is on. */
function Notes({
  statement: { id, refersTo },
  root,
}: {
  readonly statement: Statement
  readonly root: string
}): ReactNode {
  const { account } = useAccount()
  const { data } = useRead('listAccountStatements', {
    params: { accountId: account.id },
    query: { kind: 'adjustment-note', limit: 200 },
  })
  if (refersTo !== null) {
    return (
      <Anchor component={AppLink} to={`${root}/${refersTo}`} size="sm">
        The statement it adjusts
      </Anchor>
    )
  }
  const notes = (data?.items ?? []).filter((note) => note.refersTo === id)
  if (notes.length === 0) return null
  return (
    <div>
      <Text size="sm" c="dimmed">
        Adjusted by
      </Text>
      {notes.map((note) => (
        <Group key={note.id} justify="space-between">
          <Anchor component={AppLink} to={`${root}/${note.id}`} size="sm">
            {note.number}
          </Anchor>
          <Money value={note.total} />
        </Group>
      ))}
    </div>
  )
}
