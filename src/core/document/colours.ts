/** The colours of every page, by name; light or dark as the reader's machine is. Contrast of text is 4.66 at the least. */
export const COLOURS = `:root {
  --canvas: #f6f6f4; --surface: #fff; --sunken: #efefec; --line: #e4e4e0; --line-strong: #cfcfc9;
  --ink: #15171c; --ink2: #464a53; --ink3: #646872; --accent: #2645c4; --kept: #19694a; --told: #9e2238;
  --silent: #c00f2f; --silent-text: #c00f2f; --on-silent: #fff; --disputed: #66399b;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0e1013; --surface: #15181d; --sunken: #0a0c0e; --line: #272b33; --line-strong: #3a404a;
    --ink: #ecedf0; --ink2: #b5bac4; --ink3: #9299a5; --accent: #93a8ff; --kept: #6dc79d; --told: #f4929f;
    --silent: #db2543; --silent-text: #ff8593; --on-silent: #fff; --disputed: #c6a5f5;
  }
}
`
