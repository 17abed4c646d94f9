import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { Section } from '../../../shared/layout/section.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { DayContactText, LineFacts, NumbersFacts, OtherFacts, PersonFacts, ProviderFacts } from '../request-facts.tsx'
import type { RequestStep } from './steps.ts'
import { SendRequest } from '../send-request.tsx'

interface ReviewStepProps {
  /** As it was saved last. */
  readonly port: Port
  /** The request, where nothing is missing. */
  readonly finish: () => Promise<Port | undefined>
  readonly goTo: (step: RequestStep['key']) => void
  readonly onSent: (port: Port) => void
}

/** Everything once more, what it costs, what happens next; and off it goes. */
export function ReviewStep({ port, finish, goTo, onSent }: ReviewStepProps): ReactNode {
  return (
    <Stack gap="lg">
      <Part title="Numbers" step="numbers" goTo={goTo}>
        <NumbersFacts port={port} />
      </Part>
      <Part title="Your present provider" step="provider" goTo={goTo}>
        <ProviderFacts port={port} />
      </Part>
      {port.kind !== 'mobile' && (
        <Part title="On the line today" step="services" goTo={goTo}>
          <LineFacts port={port} />
        </Part>
      )}
      <Part title="Who agrees to it" step="consent" goTo={goTo}>
        <PersonFacts port={port} />
        <OtherFacts port={port} />
      </Part>
      <Part title="Whom to reach on the day" step="consent" goTo={goTo}>
        <DayContactText port={port} />
      </Part>
      <SendRequest port={port} finish={finish} onSent={onSent} />
    </Stack>
  )
}

interface PartProps {
  readonly title: string
  readonly step: RequestStep['key']
  readonly goTo: (step: RequestStep['key']) => void
  readonly children: ReactNode
}

function Part({ title, step, goTo, children }: PartProps): ReactNode {
  return (
    <Section
      title={title}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Change ${title.toLowerCase()}`}
          onClick={() => goTo(step)}
        >
          Change
        </Button>
      }
    >
      <Stack gap="sm">{children}</Stack>
    </Section>
  )
}
