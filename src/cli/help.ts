export const HELP = `troth: keep every promise you make to a customer. When you can't, tell them first.

Run it
  troth start                      here: http://localhost:8080, with all its data in ./troth-data
  troth status                     what there is, what waits, what leaves
  troth doctor                     what is wrong, and how each of it is mended
  troth verify                     folds the log anew: do the ledger's tables say the same?

What leaves the house
  troth sending [STATE]            shows it, or sets it: off, shadow, trial, on   --brand B --recipients A,B --reason WHY
  troth pause SCOPE                all, a playbook, a channel, moment:ID; at once --reason WHY
  troth resume SCOPE
  troth channel test [NAME]        does it answer? with --to ADDRESS one message leaves
  troth publish PLAYBOOK           a name or path, into force from now on         --reason WHY
  troth model publish FILE         what was learned, into force from now on       --reason WHY
  troth model list | show [VERSION]

What comes in
  troth import FILE                a file's past as history: nobody is told of it --map MAPPING --rejects OUT
  troth key make NAME              a key for the HTTP API                         --may facts,person,read,personal,cases,admin
  troth key list | revoke ID

People
  troth cases                      work that waits; also show, open, assign, note, due, close
  troth replies                    what came back and waits; also accept, read --answer A --slot S, learn, backtest
  troth told ALIAS PROMISE-KEY     a person told them it will not hold as it stands --expected INSTANT --reason WHY
  troth link make ALIAS VISIT      the link to a visit's page; revoke: what was sent opens nothing more
  troth export-customer ALIAS      all that is known of a customer, as JSON       --out FILE
  troth erase ALIAS                deletes a customer's key: nothing personal can be read again

Look into a file; these need no installation and change nothing
  troth replay FILE                runs its past through playbooks, and counts
  troth learn FILE                 learns from its past which promises break --before DAY --out MODEL
  troth promises FILE [KEY]        its promises; with a KEY, one with its evidence
  troth explain ID FILE            why something was said, or was not
  troth backtest FILE              who would have been told what and when       --from DAY --to DAY
  troth playbook lint|test|show|schema [NAME]
  troth playbook texts [NAME]      each text as its customer would read it       --language de --channel sms
  troth facts [TYPE]               the catalogue of facts

Options of all that run or need an installation
  --data FOLDER      where everything is kept (TROTH_HOME, else ./troth-data)
  --config FILE      settings (TROTH_CONFIG, else ./troth.yaml, else the one in the data folder)
  --json             JSON for programs
Beside a running server they use its database; else they start it, and stop it again.

Options of replay, learn, promises, explain and backtest
  --map MAPPING      how the rows of a CSV become facts; without it FILE is NDJSON, a fact a line
  --playbook NAMES   shipped names or paths, several with commas (default keep-informed)
  --until DAY        where time ends: 2016-01-13 is local midnight (default: the last fact heard)
  --zone ZONE        the customers' time zone (default: the mapping's, else UTC)
  --rejects OUT      write what was rejected to a file, with line and reason
  --json             JSON for programs
Of replay      --decisions OUT   every decision as a line of JSON
Of learn       --before DAY  --out MODEL  --false-alarm-cost N (in silent breaks; default 1)
Of promises    --state STATE  --owner SILO  --kind KIND  --limit N
Of backtest    --from DAY --to DAY     promises made from the first on and before the second are judged
               --model FILE            what history forecasts; without it only what silos said themselves
               --against NAMES         another playbook: exact until the two first differ
               --html OUT              one page with plots, to keep and to send on
FILE may be gzipped; - is standard input (not for import).

Examples
  troth start
  troth import city.csv.gz --map mapping.yaml
  troth sending trial --recipients crm:1,crm:2 --reason "the first week"
  troth pause open-door --reason "wrong phone number in the text"
  troth replay city.csv.gz --map mapping.yaml --playbook keep-informed --until 2016-01-13
  troth learn city.csv.gz --map mapping.yaml --before 2015-04-15 --out model.json
  troth promises city.csv.gz 101001240736 --map mapping.yaml --until 2016-01-13
  troth explain 5f0c9a city.csv.gz --map mapping.yaml --until 2016-01-13
  troth backtest city.csv.gz --map mapping.yaml --from 2015-04-15 --to 2015-07-01 --model model.json
  troth playbook lint my-playbook.yaml

Exit codes: 0 done · 1 the answer is no (findings, lint errors, a failing example, nothing found) · 2 wrong command line
            3 an input was refused or could not be read; nothing was done · 4 ledger, database or server out of reach
More: docs/reference/cli.md, docs/reference/settings.md
`
