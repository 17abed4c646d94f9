import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import classes from './desk.module.css'
import { Denied } from './denied.tsx'
import { HeldBack } from './held-back.tsx'
import { Lifted } from './lifted.tsx'
import { NewCountries } from './new-countries.tsx'
import { RefusedOfLate } from './refused-of-late.tsx'
import { TopSpenders } from './top-spenders.tsx'

const EVERY_MS = 15_000

/** What a fraud desk looks at: who is held back, whose calls were not theirs, who spends most, what was refused. */
export function Page(): ReactNode {
  const query = useRead('readRisk', {}, { every: EVERY_MS })
  return (
    <PageFrame title="Fraud and risk">
      <Loaded query={query} what="what is held back">
        {(risk) => (
          <Stack gap="xl">
            <Counts risk={risk} />
            <Denied />
            <HeldBack />
            <TopSpenders risk={risk} />
            <div className={classes['pair']}>
              <RefusedOfLate risk={risk} />
              <NewCountries />
            </div>
            <Lifted />
          </Stack>
        )}
      </Loaded>
    </PageFrame>
  )
}

function Counts({ risk }: { readonly risk: Answer<'readRisk'> }): ReactNode {
  return (
    <ul className={classes['counts']} aria-label="In figures">
      <Count label="Customers at a limit" count={risk.tripped} isGrave to="/dashboard/limits" />
      <Count label="Calls not theirs" count={risk.denied} isGrave />
      <Count label="Lifted now" count={risk.released} />
      <Count label="IOUs that run" count={risk.openIous} />
      <Count label="Refused in 24 hours" count={risk.refused} to="/risk/refused" />
    </ul>
  )
}

interface CountProps {
  readonly label: string
  readonly count: number
  readonly isGrave?: boolean
  readonly to?: string
}

function Count({ label, count, isGrave = false, to }: CountProps): ReactNode {
  return (
    <li data-grave={(isGrave && count > 0) || undefined}>
      <span>{label}</span>
      {to === undefined ? <b>{countText(count)}</b> : <AppLink to={to}>{countText(count)}</AppLink>}
    </li>
  )
}
