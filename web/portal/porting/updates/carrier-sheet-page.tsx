import { Anchor, Button, Progress, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { useParam, useQueryState } from '../../../shared/router/use-address.ts'
import { Steps } from '../../shared/steps.tsx'
import { ApplySheet } from './apply-sheet.tsx'
import { SheetLayout } from './sheet-layout.tsx'
import { SheetRows } from './sheet-rows.tsx'
import { statusOf, type Sheet } from './sheet-words.ts'

/** While rows are applied, how often it is asked how far that is. */
const ASK_MS = 1000
const STEPS = ['Columns', 'Review', 'Result']

/** A carrier's sheet: how it is read, what each row would do, and what came of it. */
export function Page(): ReactNode {
  const sheetId = useParam('sheetId')
  const query = useRead(
    'readCarrierSheet',
    { params: { sheetId } },
    { every: (sheet) => (sheet?.status === 'applying' ? ASK_MS : false) },
  )
  return (
    <Loaded query={query} what="the sheet">
      {(sheet) => <SheetView sheet={sheet} />}
    </Loaded>
  )
}

function SheetView({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const may = useMay()
  const [{ step }] = useQueryState()
  const here = `/porting/updates/${sheet.id}`
  const isMapping = step === 'columns' && sheet.status !== 'applying' && may('ports.work')
  const { text, tone } = statusOf(sheet)
  const current = isMapping ? 0 : sheet.status === 'review' ? 1 : 2
  return (
    <PageFrame
      title={sheet.fileName}
      aside={<StatusBadge tone={tone}>{text}</StatusBadge>}
      crumbs={[
        { label: 'Porting', to: '/porting' },
        { label: 'Carrier updates', to: '/porting/updates' },
      ]}
      actions={!isMapping && may('ports.work') && sheet.status !== 'applying' && <CheckAgain sheet={sheet} />}
    >
      <Steps
        names={STEPS}
        current={current}
        links={[
          may('ports.work') && sheet.status !== 'applying' ? { to: here, search: { step: 'columns' } } : undefined,
          current === 0 ? { to: here } : undefined,
        ]}
      />
      {isMapping ? <SheetLayout key={sheet.checkedAt} sheet={sheet} /> : <Review sheet={sheet} />}
    </PageFrame>
  )
}

function Review({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const may = useMay()
  const { carrier, uploadedAt, uploadedBy, appliedAt, appliedBy, counts, status } = sheet
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: 'From', value: carrier.name },
          { label: 'Rows', value: countText(counts.rows) },
          {
            label: 'Uploaded',
            value: (
              <>
                <When at={uploadedAt} />, {uploadedBy}
              </>
            ),
          },
          ...(appliedAt === null
            ? []
            : [
                {
                  label: 'Applied',
                  value: (
                    <>
                      <When at={appliedAt} />, {appliedBy}
                    </>
                  ),
                },
              ]),
          {
            label: 'File',
            value: (
              <Anchor href={addressOf('readCarrierSheetFile', { params: { sheetId: sheet.id } })} download inherit>
                As it came
              </Anchor>
            ),
          },
        ]}
      />
      {status === 'applying' && <Applying sheet={sheet} />}
      {status !== 'applying' && may('ports.work') && <ApplySheet sheet={sheet} />}
      <SheetRows sheet={sheet} />
    </Stack>
  )
}

/** How far it is; one may leave the page. */
function Applying({ sheet: { counts, withSplits } }: { readonly sheet: Sheet }): ReactNode {
  const done = counts.applied + counts.failed
  const all = done + counts.ready + (withSplits ? counts.split : 0)
  const words = `${countText(done)} of ${plural(all, 'row')} done`
  return (
    <Stack gap={4} maw={640} role="status">
      <Text size="sm">{words}. It goes on when you leave this page.</Text>
      <Progress value={all === 0 ? 0 : (100 * done) / all} aria-label={words} />
    </Stack>
  )
}

function CheckAgain({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const check = useChange('checkCarrierSheet', { done: 'Compared with the orders as they are now' })
  if (sheet.counts.applied === sheet.counts.rows) return null
  return (
    <Button variant="default" loading={check.isPending} onClick={() => check.mutate({ params: { sheetId: sheet.id } })}>
      Check again
    </Button>
  )
}
