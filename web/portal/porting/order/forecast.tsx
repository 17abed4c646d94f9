import { Skeleton, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { instantText } from '../../../shared/format/dates.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { PaceTable } from './pace-table.tsx'

/** The date is not set yet: when it will be done is forecast. */
const FORECAST: readonly Port['state'][] = [
  'draft',
  'rejected',
  'submitted',
  'lodged',
  'validating',
  'validated',
  'with-losing-carrier',
  'accepted',
]

/** How it stands, and when it will be done: likely, in 8 of 10 cases, and how that is known. */
export function Forecast({ port, timeZone }: { readonly port: Port; readonly timeZone: string }): ReactNode {
  const isForecast = FORECAST.includes(port.state) && (port.state !== 'draft' || port.missing.length === 0)
  const { data } = useRead('readPortForecast', { params: { portId: port.id } }, { enabled: isForecast })
  const words = standingWords(port, timeZone)
  return (
    <Stack gap={4} maw={760}>
      {words !== '' && <Text>{words}</Text>}
      {isForecast && (data === undefined ? <Skeleton h={24} maw={420} /> : <Likely forecast={data} />)}
    </Stack>
  )
}

function Likely({ forecast }: { readonly forecast: Answer<'readPortForecast'> }): ReactNode {
  return (
    <>
      <Text fw={500}>{forecast.words}</Text>
      <PaceTable forecast={forecast} />
    </>
  )
}

/** What is to be said beside the forecast, or where there is none. */
function standingWords(port: Port, timeZone: string): string {
  const { state, kind, missing, milestones, cutOverAt, returnUntil, losingCarrier, numberCount } = port
  const isOne = numberCount === 1
  const they = isOne ? 'The number' : 'The numbers'
  const are = isOne ? 'is' : 'are'
  const loser = losingCarrier ?? 'the losing carrier'
  const here = `${they} ${are} in service on the account.`
  const until = returnUntil === null ? '' : instantText(returnUntil, timeZone)
  const readiness =
    state === 'date-set'
      ? `${isOne ? 'It is' : 'They are'} put on the account that morning without your doing.`
      : 'Phones may register by now; calls come with the cut-over.'
  switch (state) {
    case 'draft':
      return missing.length === 0
        ? `Complete, and not submitted yet. A port of this kind usually takes ${PORT_KIND_TERMS[kind].usually}.`
        : 'Not submitted yet, and something is still missing. Nothing is charged for a draft.'
    case 'rejected':
      return `${they} ${isOne ? 'stays' : 'stay'} with ${loser} until the request is mended and submitted again.`
    case 'submitted':
    case 'lodged':
    case 'validating':
    case 'validated':
    case 'with-losing-carrier':
    case 'accepted':
      return milestones.some(({ isOverdue }) => isOverdue) ? 'The next step is overdue.' : ''
    case 'date-set':
    case 'pre-provisioned':
      return cutOverAt === null ? '' : `${they} ${are} cut over on ${instantText(cutOverAt, timeZone)}. ${readiness}`
    case 'cutting-over':
      return `The losing carrier hands the calls over now. ${they} may drop out meanwhile, for up to two hours.`
    case 'completed':
      return returnUntil === null
        ? here
        : `${here} In an emergency ${isOne ? 'it' : 'they'} may go back until ${until}; then the port closes.`
    case 'closed':
      return `${they} ${are} in service on the account, and nothing is left to do.`
    case 'expired':
      return `Expired: nobody went on with it until its authority was too old. ${they} ${isOne ? 'stays' : 'stay'} with ${loser}.`
    case 'withdrawn':
      return `Given up. ${they} ${isOne ? 'stays' : 'stay'} with ${loser}, and fees that were charged stay charged.`
    case 'reversed':
      return `${they} went back to ${loser}. Another port can be requested for ${isOne ? 'it' : 'them'}.`
  }
}
