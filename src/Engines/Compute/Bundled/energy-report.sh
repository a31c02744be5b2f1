#!/bin/sh
# Reads the first CSV among its inputs; writes report.csv (count, mean, min, max of each numeric column) and summary.txt.
# Where inputs and results are: /in and /out in the sandbox, else what the node says.
set -eu
LC_ALL=C
export LC_ALL
in="${KEYECO_IN:-/in}"
out="${KEYECO_OUT:-/out}"

table=""
for file in "$in"/*.csv "$in"/*.CSV; do
  if [ -f "$file" ]; then table="$file"; break; fi
done
if [ -z "$table" ]; then
  for file in "$in"/*; do
    if [ -f "$file" ]; then table="$file"; break; fi
  done
fi
if [ -z "$table" ]; then
  echo "There is no table among the inputs." >&2
  exit 2
fi

echo "reading ${table##*/}"
awk -v report="$out/report.csv" -v summary="$out/summary.txt" '
# Splits one line of RFC 4180 into cell[]; only lines with quotes take the slow way.
function split_line(line,    n, i, c, quoted, text) {
  if (index(line, "\"") == 0) return split(line, cell, ",")
  n = 1; text = ""; quoted = 0
  for (i = 1; i <= length(line); i++) {
    c = substr(line, i, 1)
    if (quoted) {
      if (c != "\"") text = text c
      else if (substr(line, i + 1, 1) == "\"") { text = text c; i++ }
      else quoted = 0
    }
    else if (c == "\"") quoted = 1
    else if (c == ",") { cell[n++] = text; text = "" }
    else text = text c
  }
  cell[n] = text
  return n
}
function quote(text) {
  if (text !~ /[",]/) return text
  gsub(/"/, "\"\"", text)
  return "\"" text "\""
}
{ sub(/\r$/, "") }
NR == 1 {
  sub(/^\357\273\277/, "")
  columns = split_line($0)
  for (i = 1; i <= columns; i++) name[i] = cell[i]
  next
}
$0 == "" { next }
{
  rows++
  n = split_line($0)
  if (n != columns) { uneven++; if (n > columns) n = columns }
  for (i = 1; i <= n; i++) {
    v = cell[i]
    if (v !~ /^ *[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)? *$/) continue
    v += 0
    if (count[i]++ == 0) { low[i] = v; high[i] = v }
    else if (v < low[i]) low[i] = v
    else if (v > high[i]) high[i] = v
    sum[i] += v
  }
}
END {
  print "column,count,mean,min,max" > report
  for (i = 1; i <= columns; i++)
    if (count[i]) {
      numeric++
      printf "%s,%d,%.6g,%.6g,%.6g\n", quote(name[i]), count[i], sum[i] / count[i], low[i], high[i] > report
    }
  printf "rows: %d\ncolumns: %d\nnumeric columns: %d\nuneven rows: %d\n", rows, columns, numeric, uneven > summary
  printf "%d rows, %d numeric columns of %d\n", rows, numeric, columns
}' "$table"
echo "wrote report.csv and summary.txt"
