import { lineService, SERVICE_TYPE_NOW_WORDS } from '#domain/porting/line-services.ts'
import { phoneText } from '../format/phone.ts'
import type { Port } from './port-words.ts'

export const MOBILE_PAYMENT_WORDS: Readonly<Record<'prepaid' | 'postpaid', string>> = {
  postpaid: 'Postpaid',
  prepaid: 'Prepaid',
}

/** What a request says of the line its numbers are on. */
export function lineFacts(request: Port['request']): { readonly label: string; readonly value: string }[] {
  const { serviceTypeNow, lineServices, associatedNumbers, hasComplexServices, hasRedirection } = request
  const services = lineServices.map(({ service, numbers = [] }) => {
    const on = numbers.length === 0 ? '' : ` (${numbers.map(phoneText).join(', ')})`
    return `${lineService(service).words}${on}`
  })
  const further = hasComplexServices ? ['another complex service'] : []
  const all = [...services, ...further].join('; ')
  return [
    ...(serviceTypeNow === null ? [] : [{ label: 'Service today', value: SERVICE_TYPE_NOW_WORDS[serviceTypeNow] }]),
    { label: 'Also on the line', value: all === '' ? 'Nothing that was said' : all },
    ...(associatedNumbers.length === 0
      ? []
      : [{ label: 'Numbers that stay', value: associatedNumbers.map(phoneText).join(', ') }]),
    ...(hasRedirection ? [{ label: 'Diverted', value: 'Yes' }] : []),
  ]
}
