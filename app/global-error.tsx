'use client'

import './globals.css'

export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <title>Parascope</title>
        <main className="page">
          <p>This page could not be made because of a fault in the site. Its log has the details.</p>
        </main>
      </body>
    </html>
  )
}
