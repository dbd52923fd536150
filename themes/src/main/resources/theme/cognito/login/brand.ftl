<#--
  Reads the realm's attributes cognito.login.*. Each function takes the name after that prefix and returns the value if it may stand
  in the page, else an empty string; `leftOut` then says which attribute and why, never its value.
-->
<#import "contrast.ftl" as wcag>
<#import "css-grammar.ftl" as grammar>
<#assign prefix = "cognito.login."/>
<#assign leftOut = []/>
<#assign known = []/>

<#function read name>
  <#assign known = known + [prefix + name]/>
  <#return (realm.attributes[prefix + name]!"")?trim>
</#function>

<#macro refuse name why>
  <#assign leftOut = leftOut + [prefix + name + ": " + why]/>
</#macro>

<#-- @return "#rrggbb" in lower case -->
<#function color name>
  <#local value = read(name)/>
  <#if value == ""><#return ""></#if>
  <#if value?matches(r"#[0-9A-Fa-f]{6}")><#return value?lower_case></#if>
  <#if value?matches(r"#[0-9A-Fa-f]{3}")>
    <#return ("#" + value[1] + value[1] + value[2] + value[2] + value[3] + value[3])?lower_case>
  </#if>
  <@refuse name "not a colour of the form #rgb or #rrggbb"/>
  <#return "">
</#function>

<#-- @return a colour on which every given text colour has a contrast of at least 4.5 -->
<#function colorUnder name texts>
  <#local value = color(name)/>
  <#if value == ""><#return ""></#if>
  <#list texts as text>
    <#if wcag.contrast(value, text) < 4.5>
      <@refuse name "the text of the pages would be hard to read on it"/>
      <#return "">
    </#if>
  </#list>
  <#return value>
</#function>

<#-- @return a path of this origin without query, or a data URI of a bitmap of at most 100 KB -->
<#function image name>
  <#local value = read(name)/>
  <#if value == ""><#return ""></#if>
  <#if value?length gt 140000>
    <@refuse name "longer than 140000 characters (100 KB as base64)"/>
  <#elseif value?matches(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]++={0,2}")>
    <#return value>
  <#elseif value?length lt 500 && value?matches(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)++")
      && value?matches(r".*\.(?:png|jpe?g|gif|webp|svg|ico)")>
    <#return value>
  <#else>
    <@refuse name "neither a path of this server ending in .png, .jpg, .jpeg, .gif, .webp, .svg or .ico nor a base64 data URI of a PNG, JPEG, GIF or WebP image"/>
  </#if>
  <#return "">
</#function>

<#-- @return CSS pixels, as text -->
<#function pixels name least most>
  <#local value = read(name)/>
  <#if value == ""><#return ""></#if>
  <#if value?matches("[0-9]{1,3}") && value?number gte least && value?number lte most><#return value></#if>
  <@refuse name "not a whole number from " + least + " to " + most/>
  <#return "">
</#function>

<#-- @return CSS that can load nothing and cannot leave its style element -->
<#function css name>
  <#local value = read(name)/>
  <#if value == ""><#return ""></#if>
  <#if value?length gt 10000>
    <@refuse name "longer than 10000 characters"/>
  <#elseif grammar.allowed(value)>
    <#return value>
  <#else>
    <@refuse name "the rule that starts at line " + grammar.firstBadLine(value)?c + " has something that is not allowed"/>
  </#if>
  <#return "">
</#function>

<#-- To be called last: what has the prefix and was never read is probably a typing error. -->
<#macro refuseUnknown>
  <#list realm.attributes?keys as key>
    <#if key?starts_with(prefix) && !known?seq_contains(key)>
      <#local name = key?remove_beginning(prefix)/>
      <@refuse name?matches("[a-z0-9-]{1,40}")?then(name, "(another)") "no such attribute"/>
    </#if>
  </#list>
</#macro>
