import { phoneText } from '#domain/phone-text.ts'
import { finding, type Finding } from './finding.ts'
import { PORT_KIND_TERMS, type PortKind } from '../port-kind.ts'
import { complexService, type PortRequest } from '../port-request.ts'

/** The kind of port that moves such numbers with what is on their line. */
export function fittingKind(request: PortRequest): PortKind {
  const kinds = request.numbers.map(({ kind }) => kind)
  if (kinds.includes('mobile')) return 'mobile'
  if (kinds.some((kind) => kind !== 'geographic')) return 'special'
  const isComplex =
    request.numbers.length > 1 || complexService(request) !== undefined || request.associatedNumbers.length > 0
  return isComplex ? 'complex' : 'simple'
}

const BLOCK = 100
/** So many in a row are hardly all there is of a block. */
const MUCH_OF_BLOCK = 50

/** Whether the kind of port fits, and whether the numbers belong together. */
export function kindFindings(request: PortRequest): readonly Finding[] {
  if (request.numbers.length === 0) return []
  return [
    ...associated(request),
    ...couldBeSimple(request),
    ...partOfBlock(request),
    ...places(request),
    ...unknownRanges(request),
  ]
}

function unknownRanges({ numbers }: PortRequest): readonly Finding[] {
  const strange = numbers.filter(({ kind, region }) => kind === 'geographic' && region === '')
  if (strange.length === 0) return []
  const which = strange.map(({ number }) => phoneText(number))
  return [
    finding('warning', {
      code: 'unknown-range',
      reason: 'not-portable-range',
      numbers: strange.map(({ number }) => number),
      message: `${which.slice(0, 5).join(', ')}: no place in Australia is known to have such numbers.`,
      fix: 'Look for a mistyped digit.',
      field: 'numbers',
    }),
  ]
}

function associated({ kind, associatedNumbers }: PortRequest): readonly Finding[] {
  if (associatedNumbers.length === 0 || (kind !== 'simple' && kind !== 'complex')) return []
  const which = associatedNumbers.map(phoneText).slice(0, 5).join(', ')
  return [
    finding(kind === 'simple' ? 'would-be-rejected' : 'warning', {
      code: 'associated-numbers',
      reason: 'associated-numbers',
      numbers: associatedNumbers,
      message: `${which} ${associatedNumbers.length === 1 ? 'belongs' : 'belong'} to the same service and would stay behind.`,
      fix: 'Have them separated from the service first, or move them, too, as a complex port.',
      field: 'associatedNumbers',
      ...(kind === 'simple' && { becomes: 'complex' as const }),
    }),
  ]
}

function couldBeSimple(request: PortRequest): readonly Finding[] {
  if (request.kind !== 'complex' || fittingKind(request) !== 'simple') return []
  return [
    finding('note', {
      code: 'could-be-simple',
      message: `One number with nothing attached moves as a simple port in ${PORT_KIND_TERMS.simple.usually}, for a smaller fee.`,
      fix: 'Change it to simple, unless something is on the line that is not said here.',
      field: 'kind',
      becomes: 'simple',
    }),
  ]
}

function partOfBlock({ kind, numbers }: PortRequest): readonly Finding[] {
  const [first, last] = [numbers[0]?.number ?? '', numbers.at(-1)?.number ?? '']
  const isInARow = Number(last) - Number(first) === numbers.length - 1
  if (kind !== 'complex' || !isInARow || numbers.length < MUCH_OF_BLOCK || numbers.length >= BLOCK) return []
  return [
    finding('warning', {
      code: 'part-of-block',
      reason: 'associated-numbers',
      message: `${numbers.length} numbers in a row look like part of a block of 100, which carriers move whole.`,
      fix: 'See on the bill whether there are more, and list the whole block.',
      field: 'numbers',
    }),
  ]
}

function places({ numbers }: PortRequest): readonly Finding[] {
  const states = [...new Set(numbers.flatMap(({ state }) => state ?? []))]
  if (states.length < 2) return []
  return [
    finding('warning', {
      code: 'several-places',
      reason: 'address-mismatch',
      message: `The numbers are of ${states.join(' and ')}: a port has one service address, and theirs will differ.`,
      fix: 'Request a port for each address.',
      field: 'numbers',
    }),
  ]
}
