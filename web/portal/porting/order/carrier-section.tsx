import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { addressOf } from '../../../shared/api/client.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { ReferenceDialog } from './reference-dialog.tsx'

type Order = Answer<'readCarrierOrder'>

/** Which carrier has a port, under which reference, and what was sent to it. */
export function CarrierSection({ port }: { readonly port: Port }): ReactNode {
  const may = useMay()
  const { data: order } = useRead('readCarrierOrder', { params: { portId: port.id } }, { enabled: port.attempt > 0 })
  const [isChanging, setChanging] = useState(false)
  if (order === undefined || port.attempt === 0) return null
  const { upstream, reference, lodgedAt, failure } = order
  const isThere = lodgedAt !== null && port.allowedSteps.length > 0 && port.state !== 'rejected'
  return (
    <Section
      title="Upstream carrier"
      actions={
        isThere &&
        may('ports.work') && (
          <Button variant="subtle" size="compact-sm" onClick={() => setChanging(true)}>
            {reference === null ? 'Add its reference' : 'Change the reference'}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {failure !== null && (
          <Alert color="yellow" title="Its last answer could not be taken">
            {failure} It is tried again every ten minutes.
          </Alert>
        )}
        <Facts
          facts={[
            { label: 'Carrier', value: upstream?.name ?? (lodgedAt === null ? 'Not lodged yet' : 'Not written down') },
            ...(lodgedAt === null ? [] : [{ label: 'Lodged', value: <When at={lodgedAt} /> }]),
            ...(reference === null ? [] : [{ label: 'Its reference', value: reference }]),
          ]}
        />
        <Forms portId={port.id} order={order} />
        <Mails order={order} />
      </Stack>
      {isChanging && (
        <ReferenceDialog portId={port.id} reference={reference ?? ''} onClose={() => setChanging(false)} />
      )}
    </Section>
  )
}

/** The request form of each attempt, as it was submitted. */
function Forms({ portId, order }: { readonly portId: string; readonly order: Order }): ReactNode {
  const isOne = order.attempts.length === 1
  return (
    <Stack gap={4}>
      {order.attempts.toReversed().map((attempt) => {
        const ask = { params: { portId }, query: { attempt } }
        return (
          <Group key={attempt} gap="sm">
            <Text size="sm">{isOne ? 'Request form' : `Request form, attempt ${attempt}`}</Text>
            <Anchor size="sm" href={addressOf('readRequestFormPdf', ask)} download>
              <IconDownload size={14} aria-hidden /> PDF
            </Anchor>
            <Anchor size="sm" href={addressOf('readRequestFormCsv', ask)} download>
              <IconDownload size={14} aria-hidden /> CSV
            </Anchor>
          </Group>
        )
      })}
    </Stack>
  )
}

const MAIL_WORDS: Readonly<Record<Order['mails'][number]['status'], string>> = {
  queued: 'On its way',
  waiting: 'Kept: no mail server is set up',
  sent: 'Sent',
  failed: 'Could not be sent',
}

function Mails({ order: { mails, attempts } }: { readonly order: Order }): ReactNode {
  if (mails.length === 0) return null
  return (
    <Stack gap={4}>
      {mails.map(({ attempt, to, status, at, answer }) => (
        <Text key={`${attempt} ${to}`} size="sm" c={status === 'failed' ? 'var(--negative)' : 'dimmed'}>
          {MAIL_WORDS[status]} to {to}
          {attempts.length > 1 && `, attempt ${attempt}`}, <When at={at} />
          {status === 'failed' && answer !== null && `: ${answer}`}
        </Text>
      ))}
    </Stack>
  )
}
