<#--
  What custom CSS may consist of: an allow-list, because a list of what is forbidden is never complete. There is no token for url(),
  @import, an escape, "<", or a string with a slash, so it can load nothing and cannot leave its style element.
  Every repetition is possessive: Java's regular expressions then loop, instead of recursing once for each character.
-->
<#assign space = r"[ \t\r\n]*+"/>
<#assign word = r"[A-Za-z0-9_.%#-]++(?!\()"/>
<#assign token = r"(?:" + word + r'|"[A-Za-z0-9 ._-]*+"|[ \t\r\n,+*]|/(?![/*]))'/>
<#assign functionName = r"(?:blur|brightness|calc|clamp|color-mix|conic-gradient|contrast|cubic-bezier|drop-shadow|fit-content|grayscale"
    + r"|hsla?|hue-rotate|hwb|invert|lab|lch|light-dark|linear-gradient|max|min|minmax|oklab|oklch|opacity|radial-gradient|repeat"
    + r"|repeating-linear-gradient|repeating-radial-gradient|rgba?|rotate|saturate|scale|sepia|steps|translate|translateX|translateY|var)\("/>
<#assign call = "(?:" + functionName + token + r"*+\))"/>
<#list 1..3 as depth>
  <#assign call = "(?:" + functionName + "(?:" + call + "|" + token + r")*+\))"/>
</#list>
<#assign declaration = space + r"-{0,2}+[A-Za-z][A-Za-z0-9_-]*+" + space + ":(?:" + call + "|" + token + "|!important)++"/>
<#assign block = r"\{(?:" + declaration + ";)*+(?:" + declaration + ")?+" + space + r"\}"/>
<#assign selector = r"(?:[A-Za-z0-9_.#*>+~, \t\r\n-]|::?+[a-z-]++(?:\([A-Za-z0-9_.#*>+~, :-]*+\))?+)++"/>
<#assign comment = space + r"/\*[A-Za-z0-9_.,:;!?()#/ \t\r\n-]*+\*/"/>
<#assign rule = "(?:" + comment + "|" + selector + block + ")"/>
<#assign condition = r"\([a-z-]++:" + space + r"[a-z0-9.]++\)"/>
<#assign media = space + "@media " + condition + "(?: and " + condition + ")*+" + space + r"\{" + rule + "*+" + space + r"\}"/>
<#assign rules = "(?:" + media + "|" + rule + ")*+" + space/>

<#-- @return whether all of it follows the grammar -->
<#function allowed css>
  <#return css?matches(rules)>
</#function>

<#-- @return the number, from 1, of the line where the first rule starts that does not follow the grammar -->
<#function firstBadLine css>
  <#local rest = css?replace("^" + rules, "", "rf")/>
  <#return css?keep_before_last(rest)?split("\n")?size>
</#function>
