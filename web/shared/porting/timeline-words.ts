import type { Port } from './port-words.ts'

type Event = Port['events'][number]
type Attempt = Port['attempts'][number]

interface Told {
  readonly title: string
  /** Under it: why, and what to do. */
  readonly words: readonly string[]
}

/** An event of a port as its timeline says it. */
export function eventWords(event: Event, attempt: Attempt | undefined, isOwn: boolean): Told {
  const said = event.words === '' ? [] : [event.words]
  if ((event.what === 'file' || event.what === 'authority') && event.words !== '')
    return { title: event.words, words: [] }
  if (event.what !== 'reject' || attempt?.rejection === null || attempt === undefined)
    return { title: titleOf(event.what, attempt?.losingCarrier, isOwn), words: said }
  const { label, customerText, fix } = attempt.rejection
  return { title: `${isOwn ? 'Refused' : 'Rejected'}: ${label.toLowerCase()}`, words: [customerText, fix, ...said] }
}

function titleOf(
  what: Exclude<Event['what'], 'reject'> | 'reject',
  carrier: string | undefined,
  isOwn: boolean,
): string {
  const loser = carrier === undefined || carrier === '' ? 'the losing carrier' : carrier
  if (what === 'pass-on') return `Passed on to ${loser}`
  if (what === 'accept') return `Accepted by ${loser}`
  if (what === 'reverse') return `Numbers returned to ${loser}`
  return isOwn ? (OWN_TITLES[what] ?? TITLES[what]) : TITLES[what]
}

const TITLES: Readonly<Record<Exclude<Event['what'], 'pass-on' | 'accept' | 'reverse'>, string>> = {
  created: 'Request begun',
  changed: 'Request changed',
  note: 'Note',
  submit: 'Submitted',
  lodge: 'Lodged with the upstream carrier',
  'ask-validation': 'Sent to the losing carrier for validation',
  'confirm-validation': 'Validated by the losing carrier',
  reject: 'Rejected',
  'set-date': 'Cut-over date set',
  'pre-provision': 'Numbers put on the account',
  'start-cut-over': 'Cut-over begun',
  complete: 'Completed: the numbers are in service',
  close: 'Closed',
  withdraw: 'Withdrawn',
  expire: 'Expired: nobody went on with it',
  split: 'Split',
  file: 'File among staff',
  authority: 'Authority',
  verified: 'The user of the number was verified',
}

const OWN_TITLES: Readonly<Partial<Record<Event['what'], string>>> = {
  submit: 'Request sent',
  lodge: 'Checked and passed on',
  'ask-validation': 'Your present provider checks which numbers belong together',
  'confirm-validation': 'Your present provider has checked the numbers',
  'set-date': 'The day of the move is set',
  'pre-provision': 'Numbers ready on your account',
  'start-cut-over': 'The move has begun',
  complete: 'Done: your numbers are with us',
  close: 'The move is over',
  withdraw: 'Given up',
  expire: 'Given up, as nobody went on with it',
  split: 'Divided',
}

type Milestone = Port['milestones'][number]['milestone']

/** The step of the way that is still to come, as its timeline says it. */
export function milestoneText(milestone: Milestone, losingCarrier: string | null, isOwn: boolean): string {
  if (!isOwn) return MILESTONES[milestone]
  if (milestone === 'accepted') return `Answer of ${losingCarrier ?? 'your present provider'}`
  if (milestone === 'with-losing-carrier') return `Passed on to ${losingCarrier ?? 'your present provider'}`
  return OWN_MILESTONES[milestone]
}

const MILESTONES: Readonly<Record<Milestone, string>> = {
  submitted: 'Submit',
  lodged: 'Lodge with the upstream carrier',
  validated: 'Validation by the losing carrier',
  'with-losing-carrier': 'Pass on to the losing carrier',
  accepted: 'Answer of the losing carrier',
  'date-set': 'Cut-over date',
  'cut-over': 'Cut-over',
  completed: 'Completion',
}

const OWN_MILESTONES: Readonly<Record<Exclude<Milestone, 'accepted' | 'with-losing-carrier'>, string>> = {
  submitted: 'You send it',
  lodged: 'Checked and passed on by us',
  validated: 'Your present provider checks the numbers',
  'date-set': 'The day of the move is set',
  'cut-over': 'The move: calls begin to come to us',
  completed: 'Done: your numbers are with us',
}
