
# JSON to lines "path<tab>value", one for each string, number and literal. Control characters become spaces.
flat() {
  awk '
    { text = text $0 "\n" }

    function escape(s,   code) {
      if (s !~ /^u00[2-7]/) return substr(s, 1, 1) == "u" ? "?" : " "
      code = 16 * substr(s, 4, 1) + index("123456789abcdef", tolower(substr(s, 5, 1)))
      return code == 127 ? " " : sprintf("%c", code)
    }

    function unescape(s,   out, at, c, size) {
      out = ""
      while ((at = index(s, "\\")) > 0) {
        c = substr(s, at + 1, 1)
        size = c == "u" ? 6 : 2
        if (c == "u" && substr(s, at + 1) ~ /^u00[01]/) c = " "
        else if (c ~ /[bfnrtu]/) c = escape(substr(s, at + 1, 5))
        out = out substr(s, 1, at - 1) c
        s = substr(s, at + size)
      }
      return out s
    }

    function emit(value,   i, path) {
      path = ""
      for (i = 1; i <= depth; i++) path = path (i > 1 ? "." : "") key[i]
      gsub(/[[:cntrl:]]/, " ", value)
      print path "\t" value
    }

    function string(value) {
      if (named[depth]) emit(value)
      else { key[depth] = value; named[depth] = 1 }
    }

    function structure(s,   c) {
      while (s != "") {
        c = substr(s, 1, 1)
        if (match(s, /^[-+.0-9a-zA-Z]+/)) {
          emit(substr(s, 1, RLENGTH))
          s = substr(s, RLENGTH + 1)
          continue
        }
        if (c == "{" || c == "[") {
          depth++
          list[depth] = named[depth] = c == "["
          key[depth] = 0
        } else if (c == "}" || c == "]") depth--
        else if (c == "," && list[depth]) key[depth]++
        else if (c == ",") named[depth] = 0
        s = substr(s, 2)
      }
    }

    END {
      # Between one quote and the next; a quote after an odd number of backslashes ends nothing.
      pieces = split(text, piece, "\"")
      for (i = 1; i <= pieces; i++) {
        if (!inside) { structure(piece[i]); inside = 1; value = ""; continue }
        value = value piece[i]
        if (match(piece[i], /\\+$/) && RLENGTH % 2) { value = value "\""; continue }
        string(unescape(value))
        inside = 0
      }
    }'
}

flat_body() {
  flat <<END
$body
END
}

# member NAME, of the last answer; nothing if it is absent
member() {
  flat_body | sed -n "s/^$1	//p" | sed 1q
}
