import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayText } from '../../shared/format/dates.ts'
import { useTimeZone, useToday } from '../../shared/format/figures.tsx'
import type { RequestForm } from '../../shared/porting/use-request.ts'

interface AuthorityProps {
  readonly form: RequestForm
  /** One that was given before this day does not count any more. */
  readonly since?: string
}

/** The authority is given here and now, and counts from today. */
export function Authority({ form: { inputs, draft, change }, since = '' }: AuthorityProps): ReactNode {
  const today = useToday(useTimeZone())
  const { error } = inputs('authorisedOn')
  const name = draft.authorisedPerson.name.trim()
  const isGiven = draft.authorisedOn !== '' && draft.authorisedOn >= since
  const day = dayText(isGiven ? draft.authorisedOn : today)
  const who = name === '' ? 'The person above' : name
  return (
    <Checkbox
      data-path="authorisedOn"
      label={`${who} authorises the move, on ${day}, and I am that person or may say so for them.`}
      checked={isGiven}
      error={error === undefined ? undefined : isGiven ? error : 'Nobody can move numbers without this.'}
      onChange={(event) => change({ authorisedOn: event.currentTarget.checked ? today : '' })}
    />
  )
}
