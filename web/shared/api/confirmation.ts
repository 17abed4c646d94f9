import { ApiProblem } from './api-problem.ts'

type AskPerson = () => Promise<boolean>

const NOBODY: AskPerson = () => Promise.resolve(false)

let askToConfirm = NOBODY
let askToSignIn = NOBODY

/** Says how a person is asked to prove again who it is; the dialog of the portal registers itself here. */
export function setConfirmation(ask: AskPerson): void {
  askToConfirm = ask
}

/** Says how a person whose session has ended is asked to sign in without leaving the page; undefined: nobody is. */
export function setSigningIn(ask: AskPerson | undefined): void {
  askToSignIn = ask ?? NOBODY
}

/**
 * Does it; where the session has ended meanwhile, or the server wants the person confirmed first, asks for that and does it
 * once more.
 */
export async function withPerson<Result>(act: () => Promise<Result>): Promise<Result> {
  return again(hasEnded, askToSignIn, () => again(needsConfirmation, askToConfirm, act))
}

/** Has the person sign in again if that is why it failed; whether somebody did. */
export async function signInAgain(error: unknown): Promise<boolean> {
  return hasEnded(error) && askToSignIn()
}

async function again<Result>(
  isWhy: (error: unknown) => boolean,
  ask: AskPerson,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (!isWhy(error) || !(await ask())) throw error
    return act()
  }
}

function hasEnded(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'not_signed_in'
}

/** A form that wants its own word typed names the field; this is about the person. */
function needsConfirmation(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'confirmation_needed' && error.faults.length === 0
}
