import type { ReactNode } from 'react'
import { Section } from '../../shared/layout/section.tsx'
import { AskUs } from '../shared/ask-us.tsx'

/** New numbers are given out by people: they know what is free where. */
export function MoreNumbers(): ReactNode {
  return (
    <Section title="More numbers">
      <AskUs about="Another number">
        Want another number, a 1300 or 1800 number, or more calls at once? Tell us the place and how many.
      </AskUs>
    </Section>
  )
}
