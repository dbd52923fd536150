package io.github.keycloakcognito.exchange;

/** All that a check asks AWS through. */
public record AwsPorts(
    CognitoGateway gateway, IdentityDirectory directory, OperatorAccount account) {}
