<#-- Colours are "#rrggbb" in lower case. Contrast as WCAG 2.2 defines it. -->

<#-- @return sRGB channel made linear, 0 to 1; a polynomial, because FreeMarker has no powers (off by less than 0.002) -->
<#function channel color at>
  <#local digits = "0123456789abcdef"/>
  <#local c = (digits?index_of(color[at]) * 16 + digits?index_of(color[at + 1])) / 255/>
  <#return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878)>
</#function>

<#function luminance color>
  <#return channel(color, 1) * 0.2126 + channel(color, 3) * 0.7152 + channel(color, 5) * 0.0722>
</#function>

<#-- @return 1 to 21 -->
<#function contrast one other>
  <#local a = luminance(one) + 0.05/>
  <#local b = luminance(other) + 0.05/>
  <#return (a > b)?then(a / b, b / a)>
</#function>

<#-- @return black or white, whichever is read better; at least 4.5 on any colour -->
<#function readableOn color>
  <#return (luminance(color) < 0.179)?then("#ffffff", "#000000")>
</#function>
