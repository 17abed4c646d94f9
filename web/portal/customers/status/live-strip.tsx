import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { plural } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { soFarText } from '../../../shared/live/live-words.tsx'
import classes from '../../../shared/live/live.module.css'
import { useLiveCalls } from '../../../shared/live/use-live-calls.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useAccount } from '../account-context.tsx'

/** The customer's calls that go on now, in a line that keeps its room when there are none. */
export function LiveStrip(): ReactNode {
  const { account } = useAccount()
  const { state, connection } = useLiveCalls({ account: account.id })
  return (
    <section className={classes['strip']} aria-label="Calls now">
      <Text size="sm" c="dimmed">
        Calls now
      </Text>
      {state === undefined ? (
        <Text size="sm" c="dimmed">
          …
        </Text>
      ) : (
        <Text
          size="sm"
          className={`${classes['figures'] ?? ''} ${connection === 'live' ? '' : (classes['stale'] ?? '')}`}
        >
          {state.sums.count === 0
            ? 'none'
            : `${plural(state.sums.count, 'call')}, ${soFarText(state.sums.total)} so far, ${moneyText(state.sums.held)} held`}
        </Text>
      )}
      {connection === 'lost' && (
        <Text size="sm" c="dimmed" role="status">
          Connection lost, trying again…
        </Text>
      )}
      {state !== undefined && state.sums.count > 0 && (
        <Anchor component={AppLink} to="/billing-records/live" search={{ accountId: account.id } as never} fz="sm">
          See them
        </Anchor>
      )}
    </section>
  )
}
