import { Alert, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { dateText } from '../../../shared/format/dates.ts'
import { When } from '../../../shared/format/figures.tsx'
import { priceText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { useAccount } from '../account-context.tsx'
import { FirstCharge } from '../../shared/first-charge.tsx'

type ChannelsAnswer = Answer<'readChannels'>

/** How many calls the account may have at once, what that costs, and more or fewer of them. */
export function Channels({ isActive }: { readonly isActive: boolean }): ReactNode {
  const { account, timeZone } = useAccount()
  const [isOpen, setOpen] = useState(false)
  const query = useRead('readChannels', { params: { accountId: account.id } })
  const mayWrite = useMay()('channels.write') && isActive
  return (
    <Section
      title="Channels"
      words="Calls at once, held and queued ones too. Emergency calls need none."
      actions={
        mayWrite &&
        query.data !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            Change channels
          </Button>
        )
      }
    >
      <Loaded query={query} what="the channels">
        {(channels) => (
          <>
            <Facts
              facts={[
                { label: 'Calls at once', value: String(channels.limit) },
                { label: 'Included in the plan', value: String(channels.included) },
                { label: 'Extra', value: String(channels.extra) },
                { label: 'Each extra a month, ex GST', value: priceText(channels.unitCharge) },
                { label: 'All extra a month, ex GST', value: priceText(channels.monthlyCharge) },
              ]}
            />
            {channels.pending !== null && (
              <Text size="sm" mt="xs">
                {`${plural(channels.pending.extra, 'extra channel')} from `}
                <When at={channels.pending.from} timeZone={timeZone} /> on, the bill anniversary.
              </Text>
            )}
            <Modal opened={isOpen} onClose={() => setOpen(false)} title="Channels">
              {isOpen && <ChangeChannels channels={channels} onDone={() => setOpen(false)} />}
            </Modal>
          </>
        )}
      </Loaded>
    </Section>
  )
}

interface ChangeChannelsProps {
  readonly channels: ChannelsAnswer
  readonly onDone: () => void
}

function ChangeChannels({ channels, onDone }: ChangeChannelsProps): ReactNode {
  const { account, timeZone } = useAccount()
  const [extra, setExtra] = useState(channels.pending?.extra ?? channels.extra)
  const more = extra - channels.extra
  const quote = useRead(
    'quoteChannels',
    { params: { accountId: account.id }, query: { quantity: Math.max(1, more) } },
    { enabled: more > 0, keep: true },
  )
  const change = useChange('changeChannels', {
    silent: true,
    done: ({ pending, limit }) =>
      pending === null
        ? `${plural(limit, 'call')} at once from now on`
        : `Fewer channels from ${dateText(pending.from, timeZone)} on`,
    onDone,
  })
  const isShort = more > 0 && quote.data !== undefined && quote.data.missing !== '0.00'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ params: { accountId: account.id }, body: { extra } })
      }}
    >
      <Stack>
        <NumberInput
          label="Extra channels"
          description={`Beyond the ${channels.included} the plan includes: ${channels.included + extra} calls at once`}
          min={0}
          max={10_000}
          allowDecimal={false}
          allowNegative={false}
          value={extra}
          onChange={(value) => setExtra(Number(value) || 0)}
          data-autofocus
        />
        {more > 0 && <FirstCharge query={quote} />}
        {more < 0 && (
          <Text size="sm">
            Fewer begin at the next bill anniversary: until then the others are paid and stay. Nothing is given back.
          </Text>
        )}
        {change.isError && (
          <Alert color="red" role="alert" title="Nothing was changed">
            {detailOf(change.error)}
          </Alert>
        )}
        <Group>
          <Button
            type="submit"
            loading={change.isPending}
            disabled={(more === 0 && channels.pending === null) || isShort}
          >
            {more > 0 ? `Add ${plural(more, 'channel')}` : 'Change channels'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
