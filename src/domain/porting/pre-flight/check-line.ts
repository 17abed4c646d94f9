import { finding, type Finding } from './finding.ts'
import { hasConsent, type ConsentName } from '../consent-texts.ts'
import { lineService } from '../line-services.ts'
import { isAskedOf, type PortRequest } from '../port-request.ts'

/** What ends with the move, and what the customer was not told yet. */
export function lineFindings(request: PortRequest): readonly Finding[] {
  const { kind, hasRedirection } = request
  const isOnLine = isAskedOf(kind, 'lineServices')
  return [
    ...(isOnLine ? endingServices(request) : []),
    ...(hasRedirection && isAskedOf(kind, 'hasRedirection') ? [diverted(request)] : []),
    ...(isOnLine ? untold(request, 'services-end', 'what else is on the line may end when the number moves') : []),
    ...untold(request, 'contract-costs', 'ending the old contract early may cost a fee there'),
  ]
}

function endingServices({ lineServices }: PortRequest): readonly Finding[] {
  return lineServices.flatMap(({ service, numbers }) => {
    const { words, fate, first, isVital = false, isComplex = false } = lineService(service)
    if (isComplex) return []
    return [
      finding(
        'warning',
        { code: `${service}-ends`, message: `${words}: ${fate}`, fix: first, numbers, field: 'lineServices' },
        isVital,
      ),
    ]
  })
}

function diverted({ kind }: PortRequest): Finding {
  return finding(kind === 'complex' ? 'warning' : 'would-be-rejected', {
    code: 'diverted',
    reason: 'exchange-diversion',
    message: 'Calls are diverted at the losing carrier.',
    fix: 'Have the diversion removed there first, and untick it here; it can be set up anew once the number has moved.',
    field: 'hasRedirection',
  })
}

function untold({ consents }: PortRequest, text: ConsentName, what: string): readonly Finding[] {
  if (hasConsent(consents, text)) return []
  return [
    finding('note', {
      code: `untold-${text}`,
      message: `Not ticked yet: ${what}.`,
      fix: 'Tick it with the authority, so that it is on record that this is known.',
      field: 'consents',
    }),
  ]
}
