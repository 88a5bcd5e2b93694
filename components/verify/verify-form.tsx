'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { fieldsOf, keptIn, readFields } from './fields'
import { Progress } from './progress'
import { type GivenReport, ReportField } from './report-field'
import { useVerification } from './use-verification'
import { VerifyOutcome } from './verify-outcome'

/** Asks for node, program and epoch, makes the report again in the browser, and shows what came out. */
export function VerifyForm() {
  const [fields, setFields] = useState({ rpc: '', program: '', epoch: '', chain: '' })
  const [given, setGiven] = useState<GivenReport>()
  const [problem, setProblem] = useState<string>()
  const { verification, start, cancel, clear } = useVerification()

  useEffect(() => {
    const read = fieldsOf(location.href)
    setFields(read)
    // An address of a node may hold a key: from here on it stands where no browser sends it.
    history.replaceState(history.state, '', keptIn(location.href, read))
  }, [])

  const running = verification.state === 'running'
  const asked = readFields({ ...fields, rpc: fields.rpc || 'http://localhost' })
  const ours = typeof asked === 'string' ? undefined : reportAddress(asked.program, asked.epoch, fields.chain)
  const change = (name: 'rpc' | 'program' | 'epoch') => (event: { target: { value: string } }) => {
    const changed = { ...fields, [name]: event.target.value }
    setFields(changed)
    setProblem(undefined)
    clear()
    history.replaceState(history.state, '', keptIn(location.href, changed))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const request = readFields(fields)
    if (typeof request === 'string') return setProblem(request)
    start({ ...request, given: given?.bytes, page: location.href })
  }
  const field = (name: 'rpc' | 'program' | 'epoch', label: string, placeholder: string) => (
    <label className={`field ${name}`}>
      <span>{label}</span>
      <input
        name={name}
        value={fields[name]}
        onChange={change(name)}
        placeholder={placeholder}
        disabled={running}
        inputMode={name === 'epoch' ? 'numeric' : name === 'rpc' ? 'url' : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
    </label>
  )
  return (
    <>
      <form className="verify-form" onSubmit={submit} noValidate>
        {field('rpc', 'Node (JSON-RPC)', 'https://…')}
        {field('program', 'Program', '0x…')}
        {field('epoch', 'Epoch', '1')}
        <ReportField
          given={given}
          ours={ours}
          disabled={running}
          onGiven={(report) => {
            setGiven(report)
            clear()
          }}
        />
        <div className="verify-go">
          {running ? (
            <button type="button" className="button" onClick={cancel}>
              Cancel
            </button>
          ) : (
            <button type="submit" className="button primary" disabled={verification.state === 'loading'}>
              Verify
            </button>
          )}
          {running && <Progress sentence={verification.sentence} share={verification.share} />}
          {verification.state === 'cancelled' && <span role="status">Cancelled.</span>}
          {problem && (
            <p className="wrong" role="alert">
              {problem}
            </p>
          )}
        </div>
      </form>
      {verification.state === 'failed' && (
        <div className="state error" role="alert">
          <p>{verification.sentence}</p>
          <p>Nothing is shown as verified.</p>
        </div>
      )}
      {verification.state === 'done' && typeof asked !== 'string' && (
        <VerifyOutcome outcome={verification.outcome} program={asked.program} epoch={asked.epoch} />
      )}
    </>
  )
}

function reportAddress(program: string, epoch: bigint, chain: string): string {
  const query = chain === '' ? '' : `?chain=${encodeURIComponent(chain)}`
  return `/api/v1/programs/${program}/epochs/${epoch}/report${query}`
}
