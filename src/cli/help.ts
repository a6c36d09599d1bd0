export const HELP = `troth: keep every promise you make to a customer. When you can't, tell them first.

  troth replay FILE        run a file's past through playbooks, and count
  troth promises FILE      list the promises in it; with a KEY, one with its evidence
  troth explain ID FILE    why something was said, or was not
  troth playbook lint|test|show|schema [NAME]
  troth facts [TYPE]       the catalogue of facts

Options of replay, promises and explain
  --map MAPPING      how the rows of a CSV become facts; without it FILE is NDJSON, a fact a line
  --playbook NAMES   shipped names or paths, several with commas (default keep-informed)
  --until DAY        where time ends: 2016-01-13 is local midnight (default: the last fact heard)
  --zone ZONE        the customers' time zone (default: the mapping's, else UTC)
  --rejects OUT      write what was rejected to a file, with line and reason
  --json             JSON for programs

Of replay      --decisions OUT   every decision as a line of JSON
Of promises    --state STATE  --owner SILO  --kind KIND  --limit N

FILE may be gzipped; - is standard input.

Examples
  troth replay city.csv.gz --map mapping.yaml --playbook keep-informed --until 2016-01-13
  troth promises city.csv.gz --map mapping.yaml --until 2016-01-13 --state silent --limit 10
  troth promises city.csv.gz 101001240736 --map mapping.yaml --until 2016-01-13
  troth explain 5f0c9a city.csv.gz --map mapping.yaml --until 2016-01-13
  troth playbook lint my-playbook.yaml

Exit codes: 0 done · 1 the answer is no (lint errors, a failing example, nothing found)
            2 wrong command line · 3 an input was refused or could not be read; nothing was done
`
