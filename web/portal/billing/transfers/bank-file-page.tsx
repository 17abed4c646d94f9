import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { dayText, daysText } from '../../../shared/format/dates.ts'
import { When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useParam, useQueryState } from '../../../shared/router/use-address.ts'
import { acceptTicked } from './accept-ticked.tsx'
import { BankColumns } from './bank-columns.tsx'
import { TRANSFER_COLUMNS } from './transfer-columns.tsx'
import { TransferPanel } from './transfer-panel.tsx'
import { FORMAT_WORDS, STATUS_WORDS, type BankFile, type TransferStatus } from './transfer-words.ts'

/** A file of the bank: whose each row is, and what is posted of it. */
export function Page(): ReactNode {
  const bankImportId = useParam('bankImportId')
  const query = useRead('readBankFile', { params: { bankImportId } })
  return (
    <Loaded query={query} what="the file">
      {(file) => <FileView file={file} />}
    </Loaded>
  )
}

function FileView({ file }: { readonly file: BankFile }): ReactNode {
  const may = useMay()
  const [{ step }] = useQueryState()
  const here = `/billing/transfers/files/${file.id}`
  const mayMap = file.canMap && may('bank-transfers.write')
  const isMapping = mayMap && (step === 'columns' || file.missing !== null)
  return (
    <PageFrame
      title={file.fileName}
      crumbs={[{ label: 'Bank transfers', to: '/billing/transfers' }]}
      actions={
        may('bank-transfers.write') &&
        !isMapping && (
          <Group gap="xs">
            {mayMap && (
              <Button variant="default" component={AppLink} to={here} search={{ step: 'columns' } as never}>
                Columns
              </Button>
            )}
            <MatchAgain file={file} />
            <Discard file={file} />
          </Group>
        )
      }
    >
      {isMapping ? <BankColumns key={file.id} file={file} /> : <Review file={file} />}
    </PageFrame>
  )
}

function Review({ file }: { readonly file: BankFile }): ReactNode {
  const { format, firstDay, lastDay, uploadedAt, uploadedBy, sums } = file
  const [{ show }] = useQueryState()
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: 'Kind', value: FORMAT_WORDS[format] },
          {
            label: 'Days',
            value:
              firstDay === null || lastDay === null
                ? '–'
                : firstDay === lastDay
                  ? dayText(firstDay)
                  : daysText(firstDay, lastDay),
          },
          { label: 'Posted', value: moneyText(sums.posted.amount) },
          {
            label: 'Uploaded',
            value: (
              <>
                <When at={uploadedAt} />, {uploadedBy}
              </>
            ),
          },
          {
            label: 'File',
            value: (
              <Anchor href={addressOf('downloadBankFile', { params: { bankImportId: file.id } })} download inherit>
                As it came
              </Anchor>
            ),
          },
        ]}
      />
      <PostAll file={file} />
      <Stack gap="sm">
        <Counts file={file} />
        <List
          endpoint="listBankTransfers"
          label="Rows of the file"
          columns={TRANSFER_COLUMNS}
          withTotal
          idOf={({ id }) => id}
          nameOf={({ text }) => text}
          fixed={{ importId: file.id, ...(show !== undefined && { status: show }) }}
          bulk={acceptTicked}
          empty={<Text c="dimmed">No row of the file is that.</Text>}
        />
      </Stack>
      <TransferPanel />
    </Stack>
  )
}

/** Posts what is matched, in one go. */
function PostAll({ file }: { readonly file: BankFile }): ReactNode {
  const may = useMay()
  const { matched } = file.sums
  const post = useChange('postBankFile', {
    silent: true,
    onDone: ({ posted, amount }) => tellDone(`${plural(posted, 'payment')} posted, ${moneyText(amount)}`),
  })
  if (!may('bank-transfers.write')) return null
  if (matched.count === 0 && !post.isError) {
    return (
      <Text size="sm" c="dimmed">
        Nothing of it waits to be posted. What is suggested or unmatched is assigned row by row.
      </Text>
    )
  }
  return (
    <Stack gap="sm" maw={640}>
      <Text size="sm" c="dimmed">
        Each becomes a payment of its account, and a receipt goes out. What is suggested or unmatched stays.
      </Text>
      {post.isError && (
        <Alert color="red" role="alert" title="Nothing was posted">
          {detailOf(post.error)}
        </Alert>
      )}
      <Button
        w="fit-content"
        loading={post.isPending}
        onClick={() => post.mutate({ params: { bankImportId: file.id } })}
      >
        {`Post ${plural(matched.count, 'payment')}, ${moneyText(matched.amount)}`}
      </Button>
    </Stack>
  )
}

const SHOWN: readonly TransferStatus[] = [
  'matched',
  'suggested',
  'unmatched',
  'posted',
  'set-aside',
  'duplicate',
  'ignored',
]

/** How many rows are what; a press shows those. */
function Counts({ file: { rows, sums } }: { readonly file: BankFile }): ReactNode {
  const [{ show }, change] = useQueryState()
  const choose = (value: string | undefined): void =>
    change({ show: value, cursor: undefined, page: undefined }, { replace: true })
  return (
    <Group gap="xs" role="group" aria-label="How many rows are what">
      <Button
        size="compact-sm"
        variant={show === undefined ? 'light' : 'default'}
        aria-pressed={show === undefined}
        onClick={() => choose(undefined)}
      >
        {`All ${countText(rows)}`}
      </Button>
      {SHOWN.filter((value) => sums[value].count > 0).map((value) => (
        <Button
          key={value}
          size="compact-sm"
          variant={show === value ? 'light' : 'default'}
          aria-pressed={show === value}
          onClick={() => choose(value)}
        >
          {`${STATUS_WORDS[value].text} ${countText(sums[value].count)}`}
        </Button>
      ))}
    </Group>
  )
}

function MatchAgain({ file }: { readonly file: BankFile }): ReactNode {
  const match = useChange('matchBankFile', { done: 'Matched with the accounts as they are now' })
  const { matched, suggested, unmatched } = file.sums
  if (matched.count + suggested.count + unmatched.count === 0) return null
  return (
    <Button
      variant="default"
      loading={match.isPending}
      onClick={() => match.mutate({ params: { bankImportId: file.id } })}
    >
      Match again
    </Button>
  )
}

function Discard({ file }: { readonly file: BankFile }): ReactNode {
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const discard = useChange('discardBankFile', {
    silent: true,
    done: 'File taken away',
    onDone: () => void navigate({ to: '/billing/transfers' }),
  })
  const { posted, 'set-aside': aside } = file.sums
  if (posted.count + aside.count > 0) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Discard
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Take ${file.fileName} away?`}
        action="Discard the file"
        isBusy={discard.isPending}
        failure={discard.error === null ? undefined : detailOf(discard.error)}
        consequences={['Nothing of it is posted, and nothing will be.', 'It can be uploaded again.']}
        onConfirm={() => discard.mutate({ params: { bankImportId: file.id } })}
      />
    </>
  )
}
