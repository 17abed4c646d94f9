import { readFile } from 'node:fs/promises'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { problem, ProblemError } from '#domain/problem.ts'

/** Reads a calling plan from a JSON file. Throws a ProblemError with every fault and the field it is in. */
export async function readPlanFile(path: string): Promise<CallingPlan> {
  const text = await readText(path, 'plan')
  const plan = parseCallingPlan(parseJson(text))
  if (isCallingPlan(plan)) return plan
  throw new ProblemError(...plan.map((fault) => (fault.field === undefined ? { ...fault, field: 'plan' } : fault)))
}

/** A text file that the user named; a ProblemError says which cannot be read and why. */
export async function readText(path: string, what: 'plan' | 'deck'): Promise<string> {
  try {
    const text = await readFile(path, 'utf8')
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error)
    throw new ProblemError(problem('not_found', `cannot read the ${what} file ${path}: ${reason}`))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProblemError(problem('invalid_plan', `the plan file is not JSON: ${reason}`))
  }
}
