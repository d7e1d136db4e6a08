# Lines "fault, how, result" with tabs between, one for each run, become a table with one line for each fault.
{
  key = $1 "\t" $2
  if (!(key in runs)) order[++faults] = key
  runs[key]++
  if ($3 != "held") lost[key]++
}
END {
  form = markdown ? "| %s | %s | %d | %s |\n" : "%-52s %-66s %5s  %s\n"
  if (!markdown) printf form, "fault", "how it is injected", "runs", "result"
  for (i = 1; i <= faults; i++) {
    split(order[i], part, "\t")
    printf form, part[1], part[2], runs[order[i]], (order[i] in lost ? lost[order[i]] " failed" : "held")
  }
}
