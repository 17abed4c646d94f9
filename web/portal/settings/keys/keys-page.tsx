import { Button, Code } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { useMay } from '../../../shared/access/session.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { Ago, When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'

type Key = Item<'listKeys'>

const COLUMNS: readonly Column<Key>[] = [
  { key: 'name', heading: 'Name', render: ({ name }) => name },
  { key: 'prefix', heading: 'Begins with', from: 'sm', render: ({ prefix }) => <Code>{prefix}…</Code> },
  {
    key: 'scopes',
    heading: 'May',
    from: 'md',
    render: ({ scopes }) => (scopes.length > 2 ? plural(scopes.length, 'scope') : scopes.join(', ')),
  },
  {
    key: 'state',
    heading: 'Status',
    render: ({ revokedAt, expiresAt }) =>
      revokedAt !== null ? (
        <StatusBadge tone="bad" outline>
          Revoked
        </StatusBadge>
      ) : (
        <StatusBadge tone="good">{expiresAt === null ? 'In use' : 'In use, expires'}</StatusBadge>
      ),
  },
  {
    key: 'used',
    heading: 'Last used',
    from: 'sm',
    render: ({ lastUsedAt }) => (lastUsedAt === null ? 'Never' : <Ago at={lastUsedAt} />),
  },
  {
    key: 'expires',
    heading: 'Good until',
    from: 'lg',
    render: ({ expiresAt }) => (expiresAt === null ? 'revoked' : <When at={expiresAt} />),
  },
]

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'show',
    label: 'Show',
    options: [
      { value: 'usable', label: 'Usable' },
      { value: 'all', label: 'Revoked and expired too' },
    ],
  },
]

/** Keys by which machines speak to the API. */
export function Page(): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const [revoked, setRevoked] = useState<Key>()
  const revoke = useChange('revokeKey', { done: 'Key revoked', onDone: () => setRevoked(undefined) })
  const isMine = may('api-keys.write')
  const columns: readonly Column<Key>[] = isMine
    ? [
        ...COLUMNS,
        {
          key: 'acts',
          heading: '',
          align: 'right',
          render: (key) =>
            key.revokedAt === null && (
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => setRevoked(key)}>
                Revoke
              </Button>
            ),
        },
      ]
    : COLUMNS
  const create = isMine && <Button onClick={() => dialog.open('new')}>New key</Button>
  return (
    <PageFrame title="API keys" crumbs={[{ label: 'Settings', to: '/settings' }]} actions={create}>
      <List
        endpoint="listKeys"
        label="API keys"
        columns={columns}
        filters={FILTERS}
        idOf={({ id }) => id}
        empty={
          <EmptyState
            title="No keys yet"
            words="A machine that speaks to the API gets a key of its own, with only the scopes it needs."
            action={create}
          />
        }
      />
      {dialog.name === 'new' && <NewKeyDialog onClose={dialog.close} />}
      <ConfirmDialog
        opened={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={`Revoke ${revoked?.name ?? ''}?`}
        consequences={['Whatever uses this key is refused from now on.', 'A revoked key cannot be brought back.']}
        action="Revoke key"
        isBusy={revoke.isPending}
        onConfirm={() => revoked !== undefined && revoke.mutate({ params: { keyId: revoked.id } })}
      />
    </PageFrame>
  )
}
