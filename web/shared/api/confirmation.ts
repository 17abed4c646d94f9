import { ApiProblem } from './api-problem.ts'

type AskPerson = () => Promise<boolean>

let askPerson: AskPerson = () => Promise.resolve(false)

/** Says how a person is asked to prove again who it is; the dialog of the portal registers itself here. */
export function setConfirmation(ask: AskPerson): void {
  askPerson = ask
}

/** Does it; where the server wants the person confirmed first, asks for that and does it once more. */
export async function withConfirmation<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ApiProblem) || !needsConfirmation(error) || !(await askPerson())) throw error
    return act()
  }
}

/** A form that wants its own word typed names the field; this is about the person. */
function needsConfirmation({ code, faults }: ApiProblem): boolean {
  return code === 'confirmation_needed' && faults.length === 0
}
