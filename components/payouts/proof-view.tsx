import { Hash } from '@/components/chips/hash'
import { Verdict } from '@/components/chips/verdict'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { integer } from '@/lib/format/numbers'
import type { ProofSteps } from './proof-steps'

const POINTS = ['A, x', 'A, y', 'B, x₁', 'B, x₀', 'B, y₁', 'B, y₀', 'C, x', 'C, y']

const word = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`

/** A payment's proof of personhood: what it states against what it has to, and the points that prove it. */
export function ProofView({ steps }: { steps: ProofSteps }) {
  const { summary, proof, statements } = steps
  return (
    <>
      <p className="note">{summary}</p>
      {proof && (
        <>
          <KeyValues>
            {statements.map(({ name, hint, stated, expected }) => (
              <KeyValue key={name} name={name} hint={hint}>
                <Hash hash={word(stated)} what={`${name.toLowerCase()} of the proof`} full />{' '}
                <Verdict
                  kind={stated === expected ? 'pass' : 'fail'}
                  word={stated === expected ? 'same' : 'differs'}
                />
              </KeyValue>
            ))}
            <KeyValue name="Circuit">
              Semaphore v4, tree of depth {integer(proof.depth)}{' '}
              <span className="note">Groth16 over BN254</span>
            </KeyValue>
          </KeyValues>
          <details>
            <summary>The points of the proof</summary>
            <KeyValues>
              {proof.points.map((coordinate, at) => (
                <KeyValue key={POINTS[at]} name={POINTS[at] ?? ''}>
                  <Hash hash={word(coordinate)} what={`coordinate ${POINTS[at]}`} full />
                </KeyValue>
              ))}
            </KeyValues>
          </details>
        </>
      )}
    </>
  )
}
