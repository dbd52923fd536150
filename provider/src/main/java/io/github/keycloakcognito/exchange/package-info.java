/**
 * The domain: who may get what, for how long, and how often Cognito is asked. Plain Java; Keycloak
 * and AWS stand behind the ports {@link io.github.keycloakcognito.exchange.CognitoGateway}, {@link
 * io.github.keycloakcognito.exchange.IssueCache} and {@link
 * io.github.keycloakcognito.exchange.Meters}.
 */
package io.github.keycloakcognito.exchange;
