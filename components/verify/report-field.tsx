'use client'

import { type DragEvent, useState } from 'react'
import { integer } from '@/lib/format/numbers'

/** A report that the visitor has brought. */
export interface GivenReport {
  name: string
  bytes: Uint8Array
}

interface ReportFieldProps {
  given: GivenReport | undefined
  onGiven: (given: GivenReport | undefined) => void
  /** address of the report that this site keeps; undefined until the fields name one */
  ours: string | undefined
  disabled: boolean
}

/** The report to compare with: dropped, chosen, pasted, or loaded from this site when the visitor says so. */
export function ReportField({ given, onGiven, ours, disabled }: ReportFieldProps) {
  const [problem, setProblem] = useState<string>()
  const take = async (name: string, read: () => Promise<Uint8Array>) => {
    setProblem(undefined)
    try {
      onGiven({ name, bytes: await read() })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The report could not be read.')
    }
  }
  const takeFile = (file: File | undefined) =>
    file && take(file.name, async () => new Uint8Array(await file.arrayBuffer()))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    if (!disabled) takeFile(event.dataTransfer.files[0])
  }
  return (
    <fieldset className="field report" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <legend>Report to compare with, if you have one</legend>
      {given === undefined ? (
        <div className="report-drop">
          <label className="text-button file">
            Choose a file
            <input
              type="file"
              accept="application/json,.json"
              disabled={disabled}
              onChange={(event) => takeFile(event.target.files?.[0])}
            />
          </label>
          <span>or drop it here, or paste it:</span>
          <textarea
            aria-label="Text of a report"
            rows={1}
            spellCheck={false}
            disabled={disabled}
            value=""
            placeholder='{"blocks":…}'
            onChange={({ target: { value } }) =>
              take('Pasted report', async () => new TextEncoder().encode(value))
            }
          />
          <button
            type="button"
            className="text-button"
            disabled={disabled || ours === undefined}
            title={ours === undefined ? 'Program and epoch come first' : undefined}
            onClick={() => ours && take("This site's report", () => load(ours))}
          >
            Load the one that this site keeps
          </button>
          {problem && (
            <p className="wrong" role="alert">
              {problem}
            </p>
          )}
        </div>
      ) : (
        <p className="given-report">
          <b>{given.name}</b> <span className="dim">{integer(given.bytes.length)} bytes</span>{' '}
          <button
            type="button"
            className="text-button"
            disabled={disabled}
            onClick={() => onGiven(undefined)}
          >
            Remove
          </button>
        </p>
      )}
    </fieldset>
  )
}

async function load(address: string): Promise<Uint8Array> {
  let response: Response
  try {
    response = await fetch(address, { cache: 'no-store' })
  } catch {
    throw new Error('This site could not be reached: try again, or verify without its report.')
  }
  if (response.ok) return new Uint8Array(await response.arrayBuffer())
  const said: unknown = await response.json().catch(() => undefined)
  const hasError = typeof said === 'object' && said !== null && 'error' in said
  throw new Error(hasError ? String(said.error) : `This site answered ${response.status}.`)
}
