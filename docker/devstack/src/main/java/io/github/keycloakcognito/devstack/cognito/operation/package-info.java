/** The operations of cognito-identity, one class each. */
package io.github.keycloakcognito.devstack.cognito.operation;
