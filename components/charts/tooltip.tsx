'use client'

export interface TooltipLine {
  id: string
  name: string
  colour: string
  text: string
}

/** What stands at the point under the pointer or the keyboard's cursor. */
export function ChartTooltip({ title, lines }: { title: string; lines: readonly TooltipLine[] }) {
  return (
    <div className="chart-tip">
      <p>{title}</p>
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <i style={{ background: line.colour }} />
                {line.name}
              </th>
              <td>{line.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
