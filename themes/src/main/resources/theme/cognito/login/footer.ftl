<#import "brand.ftl" as brand>
<#import "contrast.ftl" as wcag>

<#-- One mode's colours. An empty one is left to cognito.css, as is a link colour that could not be read on the card. -->
<#macro colors primary page card defaultCard>
  <#local under = (card != "")?then(card, defaultCard)/>
  <#if primary != "">
    <#local onPrimary = wcag.readableOn(primary)/>
    --cognito-primary: ${primary};
    --cognito-on-primary: ${onPrimary};
    --cognito-primary-hover: color-mix(in srgb, ${primary} 85%, ${(onPrimary == "#ffffff")?then("#000000", "#ffffff")});
    <#if wcag.contrast(primary, under) gte 4.6>
    --cognito-link: ${primary};
    <#else>
    --cognito-link: var(--pf-v5-global--Color--100);
    </#if>
  </#if>
  <#if page != "">
    --cognito-page: ${page};
    --cognito-on-page: ${wcag.readableOn(page)};
  </#if>
  <#if card != "">
    --cognito-card: ${card};
  </#if>
</#macro>

<#macro images logo background>
  <#if logo != "">
    --cognito-logo: url("${logo}");
  </#if>
  <#if background != "">
    --cognito-page-image: url("${background}");
  </#if>
</#macro>

<#macro style>
  <#local logo = brand.image("logo-url")/>
  <#local logoDark = brand.image("logo-url-dark")/>
  <#local logoHeight = brand.pixels("logo-height", 16, 200)/>
  <#local primary = brand.color("primary-color")/>
  <#local primaryDark = brand.color("primary-color-dark")/>
  <#local page = brand.color("background-color")/>
  <#local pageDark = brand.color("background-color-dark")/>
  <#local background = brand.image("background-url")/>
  <#local backgroundDark = brand.image("background-url-dark")/>
  <#local card = brand.colorUnder("card-color", ["#6a6e73", "#c9190b"])/>
  <#local cardDark = brand.colorUnder("card-color-dark", ["#aaabac", "#ff7468"])/>
  <#local radius = brand.pixels("radius", 0, 40)/>
  <#local css = brand.css("css")/>
  <#local favicon = brand.image("favicon-url")/>
  <@brand.refuseUnknown/>
  <#-- An image without a dark twin stays in the dark, and so does the colour that the name above the card is read on. -->
  <#if backgroundDark == "" && background != "" && pageDark == ""><#local pageDark = page/></#if>
<style id="cognito-brand">
:root {
  <@images logo background/>
  <@colors primary page card "#ffffff"/>
  <#if logoHeight != "">
    --cognito-logo-height: ${logoHeight}px;
  </#if>
  <#if radius != "">
    --cognito-radius: ${radius}px;
  </#if>
}
:root.pf-v5-theme-dark {
  <@images logoDark backgroundDark/>
  <@colors (primaryDark != "")?then(primaryDark, primary) pageDark cardDark "#26292d"/>
}
<#if logo != "">
#kc-header-wrapper {
  background: var(--cognito-logo) center / contain no-repeat;
  height: var(--cognito-logo-height);
  overflow: hidden;
  text-indent: 200%;
  white-space: nowrap;
}
</#if>
</style>
<#if css != "">
<style id="cognito-css">
${css?no_esc}
</style>
</#if>
<#if favicon != "">
<link id="cognito-favicon" rel="icon" href="${favicon}">
<script type="module" src="${url.resourcesPath}/js/favicon.js"></script>
</#if>
<#list brand.leftOut as line>
<!-- left out: ${line} -->
</#list>
</#macro>

<#-- A guest is somebody who never signed in: an app that works without offers the way back by its client's attribute and base URL. -->
<#macro guest>
  <#if ["login", "login-username"]?seq_contains(pageId!"") && ((client.attributes["cognito.login.guest-link"])!"") == "true"
      && (client.baseUrl!"")?matches("https?://.+")>
<div class="cognito-guest">
  <a id="cognito-guest" href="${client.baseUrl}">${msg("cognitoGuest")}</a>
</div>
  </#if>
</#macro>

<#macro content>
<@guest/>
<@style/>
<script type="module" src="${url.resourcesPath}/js/labels.js"></script>
</#macro>
