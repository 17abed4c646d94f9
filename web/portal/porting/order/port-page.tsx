import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { useTimeZone } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { PortBadge } from '../../../shared/porting/port-badge.tsx'
import { PortTimeline } from '../../../shared/porting/port-timeline.tsx'
import { portNumbersText, type Port } from '../../../shared/porting/port-words.ts'
import { useParam } from '../../../shared/router/use-address.ts'
import { CutOverDaySection } from './cut-over-day/cut-over-day.tsx'
import { CarrierSection } from './carrier-section.tsx'
import { FixCard } from './fix-card.tsx'
import { Forecast } from './forecast.tsx'
import { NoteButton } from './note-button.tsx'
import { PortCheck } from './port-check.tsx'
import { PortCharges } from './port-charges.tsx'
import { PortFacts } from './port-facts.tsx'
import { PortNumbers } from './port-numbers.tsx'
import { PortPapers } from './port-papers.tsx'
import { PortRequest } from './port-request.tsx'
import { PortSteps } from './port-steps.tsx'
import { SplitButton } from './split-dialog.tsx'
import classes from './port.module.css'

/** Others work at the same port: what they did is seen without reloading. */
const EVERY_MS = 60_000

/** A port: how it stands, what is next, everything that happened, and every step that can be taken now. */
export function Page(): ReactNode {
  const portId = useParam('portId')
  const query = useRead('readPort', { params: { portId } }, { every: EVERY_MS })
  return (
    <Loaded query={query} what="the port">
      {(port) => <PortView key={port.id} port={port} />}
    </Loaded>
  )
}

function PortView({ port }: { readonly port: Port }): ReactNode {
  const timeZone = useTimeZone()
  const { data: messages } = useRead('listPortMessages', { params: { portId: port.id } }, { every: EVERY_MS })
  return (
    <PageFrame
      title={portNumbersText(port)}
      crumbs={[{ label: 'Porting', to: '/porting' }]}
      aside={<PortBadge state={port.state} isOverdue={port.isOverdue} />}
      actions={<PortSteps port={port} />}
    >
      <Stack gap="lg">
        <Forecast port={port} timeZone={timeZone} />
        {port.toMend !== null && <FixCard port={port} toMend={port.toMend} />}
        <PortCheck port={port} />
        <PortFacts port={port} timeZone={timeZone} />
        <CutOverDaySection port={port} />
        <div className={classes['columns']}>
          <Section title="Timeline" actions={<NoteButton port={port} />}>
            <PortTimeline port={port} timeZone={timeZone} fees={port.fees} messages={messages?.items ?? []} />
          </Section>
          <Stack gap="lg">
            <Section
              title={port.numberCount === 1 ? 'Number' : plural(port.numberCount, 'number')}
              actions={<SplitButton port={port} />}
            >
              <PortNumbers port={port} />
            </Section>
            <CarrierSection port={port} />
            <PortCharges port={port} />
            <PortPapers port={port} timeZone={timeZone} />
            <PortRequest port={port} />
          </Stack>
        </div>
      </Stack>
    </PageFrame>
  )
}
